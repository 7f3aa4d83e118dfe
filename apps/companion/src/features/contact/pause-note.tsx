import { useWords } from "../../shared/words.ts";
import type { OpenStage } from "./contact-state.ts";

/** A pause, somebody who joined, or the gentle question whether anybody is still here. One line, and one big answer. */
export function PauseNote({ stage: { contact }, onHere }: { stage: OpenStage; onHere: () => void }) {
  const words = useWords();
  const who = contact.with ?? words.somebody;
  return (
    <div class="pause" role="status">
      {contact.joined !== undefined && <p>{words.joined(contact.joined)}</p>}
      {contact.pause === "held" && <p>{words.held(who)}</p>}
      {(contact.pause === "check" || contact.pause === "still_here") && (
        <>
          <p>{contact.pause === "check" ? words.checkGently(who) : words.stillHere}</p>
          <button type="button" class="button" onClick={onHere}>
            {words.iAmHere}
          </button>
        </>
      )}
    </div>
  );
}
