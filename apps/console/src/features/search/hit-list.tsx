import type { SearchHit } from "@nightlight/contracts/counsellor/search";
import { SEARCH_KINDS } from "@nightlight/domain/search/tokens";
import { useTranslations } from "use-intl";
import { PastLine } from "../../shared/past-contact.tsx";
import { useNameOfField } from "../../shared/record-lines.tsx";
import styles from "./search-screen.module.css";

type HitListProps = {
  readonly hits: readonly SearchHit[];
  readonly openId: string | undefined;
  readonly onOpen: (hit: SearchHit) => void;
};

/** What was found, by kind, newest first. */
export function HitList({ hits, openId, onOpen }: HitListProps) {
  const t = useTranslations("search");
  const nameOf = useNameOfField(hits.map(({ recordDefinition }) => recordDefinition));
  return SEARCH_KINDS.map((kind) => {
    const own = hits.filter((hit) => hit.kind === kind);
    if (own.length === 0) return null;
    return (
      <section key={kind} aria-label={t(`kind.${kind}`)}>
        <h2 className={styles["kind"]}>{t(`kind.${kind}`)}</h2>
        <ul className={styles["hits"]}>
          {own.map((hit) => (
            <li key={`${hit.contact.id} ${hit.field}`}>
              <button
                type="button"
                className={styles["hit"]}
                aria-current={hit.contact.id === openId}
                onClick={() => {
                  onOpen(hit);
                }}
              >
                <span className={styles["field"]}>{nameOf(hit.field, hit.recordDefinition)}</span>
                <Found hit={hit} />
                <PastLine contact={hit.contact} tellsWhose={!hit.contact.isMine} />
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

/** The piece of the field that answers, what was asked for in bold; or that there is something, and no more. */
function Found({ hit }: { readonly hit: SearchHit }) {
  const t = useTranslations("search");
  return (
    <span className={styles["found"]}>
      {hit.excerpt === null ? (
        <span className={styles["shut"]}>{t("shut")}</span>
      ) : (
        <Marked text={hit.excerpt.text} marks={hit.excerpt.marks} />
      )}
      {hit.isSimilar ? <span className={styles["similar"]}>{t("similar")}</span> : null}
    </span>
  );
}

type MarkedProps = { readonly text: string; readonly marks: readonly (readonly [number, number])[] };

function Marked({ text, marks }: MarkedProps) {
  const ends = [0, ...marks.map(([, to]) => to)];
  return (
    <span>
      {marks.map(([from, to], index) => (
        <span key={from}>
          {text.slice(ends[index], from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </span>
  );
}
