import type { AvatarInfo, AvatarProfile, KiraError, MotionInfo } from '../contract/index.ts'

/** A file that a user brought. */
export interface BroughtFile {
  /** Its name, without a folder. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Kira's own body and those that were added, with what is kept for each. */
export interface Avatars {
  /** What could not be read when they were opened: nothing of it was deleted. */
  readonly problems: readonly KiraError[]
  readonly kira: AvatarInfo
  /** Kira's own first, then those that were added, newest first. */
  list(): AvatarInfo[]
  find(id: string): AvatarInfo | undefined
  /**
   * Checks a VRM file and keeps a copy. The same bytes again are the same avatar.
   * @throws KiraError `AVATAR_…`, `FILE_TOO_LARGE`, `FILE_NOT_KEPT`
   */
  add(file: BroughtFile): Promise<AvatarInfo>
  /** Deletes the copy and what is kept for it. Does nothing where it is gone already. @throws KiraError `AVATAR_IS_KIRA` */
  remove(id: string): Promise<void>
  profile(id: string): AvatarProfile | null
  /** @throws KiraError `AVATAR_NOT_FOUND`, `FILE_NOT_KEPT` */
  keepProfile(profile: AvatarProfile): Promise<void>
}

/** The movements that were added. */
export interface Motions {
  /** What could not be read when they were opened: nothing of it was deleted. */
  readonly problems: readonly KiraError[]
  /** Newest first. */
  list(): MotionInfo[]
  /**
   * Checks a .vrma or .fbx file and keeps a copy. The same bytes again are the same movement.
   * @throws KiraError `MOTION_NOT_KNOWN`, `AVATAR_…`, `FILE_TOO_LARGE`, `FILE_NOT_KEPT`
   */
  add(file: BroughtFile): Promise<MotionInfo>
  remove(id: string): Promise<void>
}
