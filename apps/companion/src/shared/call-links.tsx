import { CALL_HELPLINE } from "./helpline.ts";
import { DangerMark, Icon } from "./icon.tsx";
import { useWords } from "./words.ts";

/** The police, for danger to life. A plain link: it works without a network. */
export function DangerLink() {
  const words = useWords();
  return (
    <a class="danger" href="tel:113">
      <DangerMark />
      {words.danger}
    </a>
  );
}

/** The helpline by telephone, wherever writing does not work. */
export function CallLink() {
  const words = useWords();
  return (
    <a class="button" href={CALL_HELPLINE}>
      <Icon name="phone" />
      {words.orCall}
    </a>
  );
}

export function BackButton({ onBack }: { onBack: () => void }) {
  const words = useWords();
  return (
    <button type="button" class="back" onClick={onBack}>
      <Icon name="back" />
      {words.back}
    </button>
  );
}
