import type { TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { Icon } from "../../shared/icon.tsx";
import { useWords } from "../../shared/words.ts";

/** The longest message that the server takes, in UTF-16 units. */
export const TEXT_LIMIT = 4000;

type ComposerProps = {
  readonly draft: string;
  readonly placeholder: string;
  readonly onDraft: (draft: string) => void;
  readonly onTyping: () => void;
  readonly onSend: () => void;
};

/** The field and its arrow. Enter sends, unless it ends a word that the input method is still making. */
export function Composer({ draft, placeholder, onDraft, onTyping, onSend }: ComposerProps) {
  const words = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const isComposing = useRef(false);

  function sendOnEnter(event: TargetedKeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || isComposing.current) return;
    event.preventDefault();
    onSend();
  }

  /** Safari tells of the Enter that ended a word only after the word has ended. */
  function endComposing() {
    setTimeout(() => (isComposing.current = false));
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
        field.current?.focus();
      }}
    >
      <textarea
        ref={field}
        class="field"
        rows={1}
        value={draft}
        maxLength={TEXT_LIMIT}
        placeholder={placeholder}
        aria-label={words.yourWords}
        enterkeyhint="send"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          onDraft(event.currentTarget.value);
          if (event.currentTarget.value.trim() !== "") onTyping();
        }}
        onKeyDown={sendOnEnter}
        onCompositionStart={() => (isComposing.current = true)}
        onCompositionEnd={endComposing}
      />
      <button type="submit" class="send" aria-label={words.send}>
        <Icon name="send" />
      </button>
    </form>
  );
}
