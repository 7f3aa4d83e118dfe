import { BackButton, DangerLink } from "../../shared/call-links.tsx";
import { CALL_HELPLINE } from "../../shared/helpline.ts";
import { Icon } from "../../shared/icon.tsx";
import { useWords } from "../../shared/words.ts";
import type { ContactState, SafeNow } from "./contact-state.ts";
import { TEXT_LIMIT } from "./composer.tsx";

type BeginScreenProps = {
  readonly state: ContactState;
  readonly onDraft: (draft: string) => void;
  readonly onBegin: (safeNow: SafeNow) => void;
  readonly onBack: () => void;
};

/** One question, answered by one tap; words may be written first. Whatever fails, the words stay in the field. */
export function BeginScreen({ state: { draft, stage }, onDraft, onBegin, onBack }: BeginScreenProps) {
  const words = useWords();
  const isBeginning = stage.status === "beginning";
  const failed = stage.status === "none" && stage.trouble !== null ? stage : null;

  /** After a failure the given answer stays marked: it is what "try again" repeats. */
  const answer = (value: SafeNow, word: string) => (
    <button
      type="button"
      class="answer"
      aria-pressed={stage.status !== "open" && stage.status !== "expired" && stage.safeNow === value}
      onClick={() => onBegin(value)}
    >
      {word}
    </button>
  );

  return (
    <div class="page begin">
      <BackButton onBack={onBack} />
      <fieldset disabled={isBeginning}>
        <legend>
          <h1 tabIndex={-1}>{words.isItSafe}</h1>
        </legend>
        {!failed && <p class="note">{words.safeMeans}</p>}
        <div class="answers">
          {answer("yes", words.safeYes)}
          {answer("no", words.safeNo)}
        </div>
        <button type="button" class="link skip" onClick={() => onBegin("unknown")}>
          {words.safeSkip}
        </button>
      </fieldset>
      <div role="status" class="progress">
        {isBeginning && words.beginning}
      </div>
      <div role="alert">
        {failed && (
          <section class="trouble">
            <h2>{words.notBegun}</h2>
            <p>{failed.trouble === "offline" ? words.notBegunOffline : words.notBegunRefused}</p>
            <div class="pair">
              <a class="button" href={CALL_HELPLINE}>
                <Icon name="phone" />
                {words.call}
              </a>
              <button type="button" class="button lamp" onClick={() => onBegin(failed.safeNow ?? "unknown")}>
                {words.tryAgain}
              </button>
            </div>
          </section>
        )}
      </div>
      <div class="write-first">
        <label for="write-first">{words.writeFirst}</label>
        <textarea
          id="write-first"
          class="field"
          rows={2}
          value={draft}
          maxLength={TEXT_LIMIT}
          placeholder={words.writeWaiting}
          autocomplete="off"
          spellcheck={false}
          readOnly={isBeginning}
          onInput={(event) => onDraft(event.currentTarget.value)}
        />
        {!failed && <p class="note">{words.writeFirstNote}</p>}
      </div>
      <DangerLink />
    </div>
  );
}
