import { useTranslation } from 'react-i18next'
import type { AvatarLicence } from '../../../electron/contract/index.ts'
import { Disclosure } from '../parts/Disclosure.tsx'
import { Facts } from '../parts/Facts.tsx'

/** What a file says about who made it and what may be done with it. Its texts are only text: no address in them is a link. */
export function LicenceFacts({ licence }: { licence: AvatarLicence }) {
  const { t } = useTranslation()
  const said = (text: string | null) => text || t('avatar.licence.unsaid')
  const mayBe = (allowed: boolean | null) =>
    allowed === null ? t('avatar.licence.unsaid') : t(`avatar.licence.${allowed ? 'allowed' : 'forbidden'}`)
  const { mayBeUsedBy, commercialUse, modification, creditNecessary } = licence
  const facts = [
    [t('avatar.licence.authors'), said(licence.authors.join(', '))],
    [t('avatar.licence.copyright'), said(licence.copyright)],
    [t('avatar.licence.name'), said(licence.licence)],
    [t('avatar.licence.users'), said(mayBeUsedBy && t(`avatar.licence.${mayBeUsedBy}`))],
    [t('avatar.licence.commercial'), said(commercialUse && t(`avatar.licence.commercial_${commercialUse}`))],
    [t('avatar.licence.changes'), said(modification && t(`avatar.licence.changes_${modification}`))],
    [
      t('avatar.licence.credit'),
      said(creditNecessary === null ? null : t(`avatar.licence.credit${creditNecessary ? 'Needed' : 'Free'}`)),
    ],
    [t('avatar.licence.violence'), mayBe(licence.violence)],
    [t('avatar.licence.sexual'), mayBe(licence.sexual)],
  ] as const
  return (
    <Disclosure title={t('avatar.licence.title')}>
      <Facts facts={facts} />
    </Disclosure>
  )
}
