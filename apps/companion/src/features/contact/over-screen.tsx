import { CallLink } from "../../shared/call-links.tsx";
import { useWords } from "../../shared/words.ts";
import type { OpenStage } from "./contact-state.ts";
import { Transcript } from "./transcript.tsx";

/** The end: kind words first, then what was said, for as long as the page is open. */
export function OverScreen({ stage, onAgain }: { stage: OpenStage; onAgain: () => void }) {
  const words = useWords();
  const { contact, outbox } = stage;
  return (
    <div class="page over">
      <div class="farewell" role="status">
        <h1 tabIndex={-1}>{words.over}</h1>
        <p>{words.overNote}</p>
        {outbox.length > 0 && <p>{words.unsentKept}</p>}
      </div>
      <div class="again">
        <button type="button" class="button lamp" onClick={onAgain}>
          {words.writeAgain}
        </button>
        <CallLink />
      </div>
      {contact.messages.length > 0 && (
        <Transcript messages={contact.messages} outbox={[]} counsellor={contact.with} onRewrite={() => undefined} />
      )}
    </div>
  );
}

/** The server no longer knows the chat. What was typed goes along into the next one. */
export function ExpiredScreen({ hasWords, onAgain }: { hasWords: boolean; onAgain: () => void }) {
  const words = useWords();
  return (
    <div class="page over">
      <div class="farewell" role="status">
        <h1 tabIndex={-1}>{words.closed}</h1>
        <p>{words.closedNote}</p>
        {hasWords && <p>{words.unsentKept}</p>}
      </div>
      <div class="again">
        <button type="button" class="button lamp" onClick={onAgain}>
          {words.writeAgain}
        </button>
        <CallLink />
      </div>
    </div>
  );
}
