import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../../shared/words.ts";

/** Ending a conversation cannot be taken back, so it asks first, in the place of the field. */
export function StopCard({ onStop, onStay }: { onStop: () => void; onStay: () => void }) {
  const words = useWords();
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <section class="stop-card" aria-label={words.stopQuestion}>
      <p>{words.stopQuestion}</p>
      <div class="pair">
        <button type="button" class="button" onClick={onStop}>
          {words.stopYes}
        </button>
        <button ref={stay} type="button" class="button" onClick={onStay}>
          {words.stopNo}
        </button>
      </div>
    </section>
  );
}
