import { BackButton } from "../../shared/call-links.tsx";
import { useWords } from "../../shared/words.ts";

/** What the exit button can do and what it cannot, and how a child clears the rest. */
export function ClearScreen({ onBack }: { onBack: () => void }) {
  const words = useWords();
  const steps = [
    [words.clearChromeTitle, words.clearChrome],
    [words.clearSafariTitle, words.clearSafari],
    [words.clearCallsTitle, words.clearCalls],
  ] as const;
  return (
    <div class="page clear">
      <BackButton onBack={onBack} />
      <h1 tabIndex={-1}>{words.clearTitle}</h1>
      <p>{words.clearTruth}</p>
      <dl>
        {steps.map(([browser, step]) => (
          <div key={browser}>
            <dt>{browser}</dt>
            <dd>{step}</dd>
          </div>
        ))}
      </dl>
      <p>{words.clearCareful}</p>
      <p>{words.clearKeys}</p>
    </div>
  );
}
