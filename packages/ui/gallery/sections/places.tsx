import { useState } from "react";
import { Button } from "../../src/components/button.tsx";
import { Card } from "../../src/components/card.tsx";
import { TimeIn } from "../../src/components/clock-block.tsx";
import { GroupHead, Pane, PaneBody, PaneFoot, PaneHead } from "../../src/components/pane.tsx";
import { Table } from "../../src/components/table.tsx";
import { Tabs } from "../../src/components/tabs.tsx";
import styles from "../gallery.module.css";
import type { GalleryWords } from "../words.ts";
import { Shown } from "../shown.tsx";

/** What holds other things. */
export function Places({ words }: { readonly words: GalleryWords }) {
  const [tab, setTab] = useState("record");
  const panel = <p className={styles["rowText"]}>{words.recordWords}</p>;
  const rows = words.people.slice(0, 2);
  return (
    <>
      <Shown name="pane" isWide>
        <Pane aria-labelledby="pane" className={styles["frame"]}>
          <PaneHead id="pane" title={words.working} count={13}>
            <Button size="small">{words.move}</Button>
          </PaneHead>
          <PaneBody>
            <GroupHead title={words.inTurn} count={6} note={words.time} />
            <p className={styles["rowText"]}>{words.talking}</p>
          </PaneBody>
          <PaneFoot>{words.saved}</PaneFoot>
        </Pane>
      </Shown>
      <Shown name="tabs" isWide>
        <div className={styles["frame"]}>
          <Tabs
            label={words.tabsLabel}
            chosen={tab}
            onChoose={setTab}
            tabs={[
              { key: "record", word: words.record, panel },
              { key: "earlier", word: words.earlier, count: 2, panel },
              { key: "file", word: words.file, panel },
            ]}
          />
        </div>
      </Shown>
      <Shown name="table" isWide>
        <Table
          label={words.working}
          rows={rows}
          keyOf={({ key }) => key}
          current="y-linh"
          columns={[
            { key: "name", word: words.working, cell: ({ name }) => name },
            { key: "state", word: words.state, cell: () => words.talking },
            { key: "time", word: words.time, cell: () => <TimeIn time="41:20" />, isFigure: true },
          ]}
        />
      </Shown>
      <Shown name="card">
        <Card className={styles["whole"]} aria-label={words.cardTitle}>
          <h3>{words.cardTitle}</h3>
          <p>{words.cardWords}</p>
        </Card>
        <Card tone="lamp" className={styles["whole"]} aria-label={words.offerTitle}>
          <h3>{words.offerTitle}</h3>
          <p>{words.offerWords}</p>
        </Card>
        <Card tone="ember" className={styles["whole"]} aria-label={words.danger}>
          <p>{words.danger}</p>
        </Card>
      </Shown>
    </>
  );
}
