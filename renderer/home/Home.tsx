import { ChatPanel } from '../chat/ChatPanel.tsx'
import { KiraStage } from '../overlay/KiraStage.tsx'
import './home.css'

/** The web host's first page: Kira and the talk with her, side by side. */
export function Home() {
  return (
    <div className="home">
      <aside className="home-stage" aria-label="Kira">
        <KiraStage />
      </aside>
      <ChatPanel />
    </div>
  )
}
