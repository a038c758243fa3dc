import { mount } from '../ui/mount.tsx'
import { Overlay } from './Overlay.tsx'

mount('overlay', <Overlay />)
