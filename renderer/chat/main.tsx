import { mount } from '../ui/mount.tsx'
import { ChatPanel } from './ChatPanel.tsx'

mount('chat', <ChatPanel />)
