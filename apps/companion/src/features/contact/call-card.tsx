import { useState } from "preact/hooks";
import { useWords } from "../../shared/words.ts";

export type WantedCall = { readonly number: string; readonly hours: number };

type CallCardProps = {
  readonly isRefused: boolean;
  readonly onAsk: (wanted: WantedCall) => void;
  readonly onCancel: () => void;
};

/** How long from now it is safe: asked in hours, because a child of nine knows "the next hour". */
const HOURS = [1, 3] as const;

/** Be called instead of waiting: a number, until when, and the tick without which nobody calls. */
export function CallCard({ isRefused, onAsk, onCancel }: CallCardProps) {
  const words = useWords();
  const [number, setNumber] = useState("");
  const [hours, setHours] = useState<number>(HOURS[0]);
  const [isSafe, setSafe] = useState(false);
  const isReady = isSafe && number.replace(/\D/gu, "").length >= 8;
  return (
    <form
      class="call-card"
      aria-label={words.callMe}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onAsk({ number, hours });
      }}
    >
      <label for="call-number">{words.callNumber}</label>
      <input
        id="call-number"
        class="field"
        type="tel"
        inputMode="tel"
        autocomplete="off"
        maxLength={20}
        value={number}
        onInput={(event) => setNumber(event.currentTarget.value)}
      />
      <fieldset>
        <legend>{words.callWhen}</legend>
        {HOURS.map((each) => (
          <label key={each} class="when">
            <input type="radio" name="call-when" checked={hours === each} onChange={() => setHours(each)} />
            {words.callWithin(each)}
          </label>
        ))}
      </fieldset>
      <label class="when">
        <input type="checkbox" checked={isSafe} onChange={(event) => setSafe(event.currentTarget.checked)} />
        {words.callSafe}
      </label>
      <div role="alert">{isRefused && <p>{words.callRefused}</p>}</div>
      <div class="pair">
        <button type="submit" class="button lamp" aria-disabled={!isReady}>
          {words.callAsk}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {words.back}
        </button>
      </div>
    </form>
  );
}
