import { useState } from "preact/hooks";
import { useWords } from "../../shared/words.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

/** The keys of a telephone, for what the announcements ask for; hidden until they are wanted. */
export function Keypad({ onPress }: { readonly onPress: (digit: string) => void }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="link stop" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words.keys}
      </button>
      {isOpen && (
        <div class="keypad" role="group" aria-label={words.keys}>
          {KEYS.map((key) => (
            <button key={key} type="button" class="button" onClick={() => onPress(key)}>
              {key}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
