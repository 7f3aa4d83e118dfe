import { Avatar } from "../../src/components/avatar.tsx";
import { Bar } from "../../src/components/bar.tsx";
import { Button } from "../../src/components/button.tsx";
import { ChangeList, Changes } from "../../src/components/changes.tsx";
import { Chip, Chips } from "../../src/components/chip.tsx";
import { DemoMark } from "../../src/components/demo-mark.tsx";
import { Severity } from "../../src/components/severity.tsx";
import type { GalleryWords } from "../words.ts";
import { Shown } from "../shown.tsx";

const nothing = () => undefined;
const LEVELS = ["immediate", "high", "normal", "low"] as const;

/** What tells a state. */
export function Signs({ words }: { readonly words: GalleryWords }) {
  return (
    <>
      <Shown name="severity">
        {LEVELS.map((level) => (
          <Severity key={level} level={level} word={words[level]} />
        ))}
        {LEVELS.map((level) => (
          <Severity key={level} level={level} word={words[level]} shapeOnly />
        ))}
      </Shown>
      <Shown name="chip">
        <Chips>
          <Chip>{words.afraid}</Chip>
          <Chip>{words.alone}</Chip>
          <Chip remove={{ label: words.remove, act: nothing }}>
            <b>{words.bullied}</b>
          </Chip>
        </Chips>
      </Shown>
      <Shown name="changes" isWide>
        <Changes title={words.corrected}>
          <ChangeList label={words.corrected}>
            {words.corrections.map(({ by, before }) => (
              <li key={by}>
                {by}
                <blockquote>{before}</blockquote>
              </li>
            ))}
          </ChangeList>
        </Changes>
      </Shown>
      <Shown name="demo-mark, avatar">
        <DemoMark word={words.demo} note={words.demoNote} />
        <Avatar initials="NL" />
        <Avatar initials="ĐÁ" />
      </Shown>
      <Shown name="bar" isWide>
        <Bar tone="moon" icon="known" note={words.knownNote}>
          {words.known}
        </Bar>
        <Bar icon="lost" note={words.staleNote} isSpoken={false}>
          {words.stale}
        </Bar>
        <Bar tone="lamp" icon="warning" acts={<Button tone="lamp">{words.back}</Button>}>
          {words.missed}
        </Bar>
        <Bar tone="ember" icon="warning">
          {words.danger}
        </Bar>
      </Shown>
    </>
  );
}
