import { useWords } from "../../shared/words.ts";
import type { Words } from "../../locales/vi.ts";
import type { Message } from "./contact-news.ts";
import type { Outgoing } from "./outbox.ts";

type TranscriptProps = {
  readonly messages: readonly Message[];
  readonly outbox: readonly Outgoing[];
  readonly counsellor: string | null;
  readonly onRewrite: (clientKey: string, text: string) => void;
};

type Line = { readonly key: string; readonly from: Message["from"]; readonly text: string; readonly note: string };

/** All words of both sides in the order of the server, then what is still on its way. */
export function Transcript({ messages, outbox, counsellor, onRewrite }: TranscriptProps) {
  const words = useWords();
  const lines = [...messages.map((message) => said(message, words)), ...outbox.map((item) => unsent(item, words))];
  const refused = new Map(outbox.filter((item) => item.state === "refused").map((item) => [item.clientKey, item]));
  return (
    <div class="transcript" role="log" aria-label={words.conversation} aria-relevant="additions">
      {lines.map((line, index) => {
        const next = lines[index + 1];
        const isLastOfRun = next?.from !== line.from || next.note !== line.note;
        const again = refused.get(line.key);
        return (
          <div key={line.key} class={`said by-${line.from}`}>
            <p>
              <span class="unseen">{line.from === "child" ? words.you : (counsellor ?? words.somebody)}: </span>
              {line.text}
            </p>
            {isLastOfRun && <small>{line.note}</small>}
            {again && (
              <button type="button" class="link" onClick={() => onRewrite(again.clientKey, again.text)}>
                {words.rewrite}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

function said(message: Message, words: Words): Line {
  const { from, text } = message;
  // The sender's own key keeps its place on the page while it goes from "sending" to "received".
  const key = from === "child" ? message.clientKey : message.id;
  return { key, from, text, note: from === "child" ? progress(message, words) : timeOf(message.at) };
}

function unsent({ clientKey, text, state }: Outgoing, words: Words): Line {
  const notes = { sending: words.sending, delayed: words.willResend, refused: words.notSent };
  return { key: clientKey, from: "child", text, note: notes[state] };
}

function progress({ at, deliveredAt, seenAt }: Message, words: Words): string {
  if (seenAt !== null) return words.seen(timeOf(seenAt));
  if (deliveredAt !== null) return words.delivered(timeOf(deliveredAt));
  return words.received(timeOf(at));
}

function timeOf(instant: string): string {
  const time = new Date(instant);
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
