import { z } from 'zod'
import type { AvatarLicence } from '../../contract/index.ts'
import { plain } from '../names.ts'

/** Who made an avatar, what it is called, and what may be done with it. */
export interface Meta {
  /** What the file calls itself; null where it says nothing. */
  readonly name: string | null
  readonly licence: AvatarLicence
}

/** A text of the file as one line; null where there is none. */
const text = (limit: number) =>
  z
    .string()
    .transform((value) => plain(value, limit) || null)
    .nullable()
    .catch(null)
/** One of some words; null for any other, and for none. */
const word = <const T extends readonly string[]>(words: T) => z.enum(words).nullable().catch(null)
const yesOrNo = z.boolean().nullable().catch(null)

const metaSchema1 = z.object({
  name: text(200),
  authors: z.array(text(200)).catch([]),
  copyrightInformation: text(500),
  licenseUrl: text(500),
  otherLicenseUrl: text(500),
  avatarPermission: word(['onlyAuthor', 'onlySeparatelyLicensedPerson', 'everyone']),
  commercialUsage: word(['personalNonProfit', 'personalProfit', 'corporation']),
  allowExcessivelyViolentUsage: yesOrNo,
  allowExcessivelySexualUsage: yesOrNo,
  modification: word(['prohibited', 'allowModification', 'allowModificationRedistribution']),
  creditNotation: word(['required', 'unnecessary']),
})

const metaSchema0 = z.object({
  title: text(200),
  author: text(200),
  allowedUserName: word(['OnlyAuthor', 'ExplicitlyLicensedPerson', 'Everyone']),
  violentUssageName: word(['Disallow', 'Allow']),
  sexualUssageName: word(['Disallow', 'Allow']),
  commercialUssageName: word(['Disallow', 'Allow']),
  licenseName: text(200),
  otherLicenseUrl: text(500),
})

/**
 * `VRMC_vrm.meta`. Where nothing is said, the strictest holds.
 * Source: https://github.com/vrm-c/vrm-specification/blob/master/specification/VRMC_vrm-1.0/meta.md
 */
export function readMeta1(meta: unknown): Meta {
  const said = metaSchema1.parse(isObject(meta) ? meta : {})
  const commercial = { personalNonProfit: 'none', personalProfit: 'personal', corporation: 'corporation' } as const
  const changes = {
    prohibited: 'none',
    allowModification: 'own',
    allowModificationRedistribution: 'redistribution',
  } as const
  return {
    name: said.name,
    licence: {
      authors: said.authors.filter((author) => author !== null).slice(0, 32),
      copyright: said.copyrightInformation,
      // `licenseUrl` is the same in every file: VRM's own, which the fields below sum up.
      licence: said.otherLicenseUrl ?? said.licenseUrl,
      mayBeUsedBy: said.avatarPermission ?? 'onlyAuthor',
      commercialUse: commercial[said.commercialUsage ?? 'personalNonProfit'],
      violence: said.allowExcessivelyViolentUsage ?? false,
      sexual: said.allowExcessivelySexualUsage ?? false,
      modification: changes[said.modification ?? 'prohibited'],
      creditNecessary: said.creditNotation !== 'unnecessary',
    },
  }
}

/**
 * `VRM.meta` of VRM 0.x (whose keys are spelled so). What it doesn't say is unknown.
 * Source: https://github.com/vrm-c/vrm-specification/blob/master/specification/0.0/schema/vrm.meta.schema.json
 */
export function readMeta0(meta: unknown): Meta {
  const said = metaSchema0.parse(isObject(meta) ? meta : {})
  const users = {
    OnlyAuthor: 'onlyAuthor',
    ExplicitlyLicensedPerson: 'onlySeparatelyLicensedPerson',
    Everyone: 'everyone',
  } as const
  const allowed = (word: 'Allow' | 'Disallow' | null) => word && word === 'Allow'
  const commercial = allowed(said.commercialUssageName)
  const licence = said.licenseName === 'Other' ? (said.otherLicenseUrl ?? said.licenseName) : said.licenseName
  return {
    name: said.title,
    licence: {
      authors: said.author === null ? [] : [said.author],
      copyright: null,
      licence,
      mayBeUsedBy: said.allowedUserName && users[said.allowedUserName],
      commercialUse: commercial === null ? null : commercial ? 'corporation' : 'none',
      violence: allowed(said.violentUssageName),
      sexual: allowed(said.sexualUssageName),
      modification: null,
      creditNecessary: licence === 'CC0' ? false : licence?.startsWith('CC_BY') ? true : null,
    },
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
