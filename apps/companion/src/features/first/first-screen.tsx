import { DangerLink } from "../../shared/call-links.tsx";
import { CALL_HELPLINE } from "../../shared/helpline.ts";
import { Icon } from "../../shared/icon.tsx";
import { useWords, type Language } from "../../shared/words.ts";

type FirstScreenProps = {
  readonly otherLanguage: Language;
  readonly onChat: () => void;
  /** Undefined where nobody runs calls over the internet. */
  readonly onWebCall: (() => void) | undefined;
  readonly onHowToClear: () => void;
  readonly onLanguage: () => void;
};

/** What can be done here today, and nothing that cannot. */
export function FirstScreen({ otherLanguage, onChat, onWebCall, onHowToClear, onLanguage }: FirstScreenProps) {
  const words = useWords();
  return (
    <div class={`page first${onWebCall ? " three" : ""}`}>
      <h1 tabIndex={-1}>
        {words.hello}
        <br />
        {words.whatToDo}
      </h1>
      <div class="choices">
        <a class="choice" href={CALL_HELPLINE}>
          <Icon name="phone" />
          <b>{words.phone}</b>
          <span>{words.phoneNote}</span>
        </a>
        <button type="button" class="choice" onClick={onChat}>
          <Icon name="chat" />
          <b>{words.chat}</b>
          <span>{words.chatNote}</span>
        </button>
        {onWebCall && (
          <button type="button" class="choice slim" onClick={onWebCall}>
            <Icon name="globe" />
            <b>{words.webCall}</b>
            <span>{words.webCallNote}</span>
          </button>
        )}
      </div>
      <DangerLink />
      <footer>
        <p>
          {words.truth}{" "}
          <button type="button" class="link" onClick={onHowToClear}>
            {words.howToClear}
          </button>
        </p>
        <button type="button" class="link language" lang={otherLanguage} onClick={onLanguage}>
          {words.otherLanguage}
        </button>
      </footer>
    </div>
  );
}
