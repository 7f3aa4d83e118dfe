import { ClockBlock, TimeIn } from "../../src/components/clock-block.tsx";
import { Progress, Slots } from "../../src/components/progress.tsx";
import styles from "../gallery.module.css";
import type { GalleryWords } from "../words.ts";
import { Shown } from "../shown.tsx";

/** What counts. */
export function Times({ words }: { readonly words: GalleryWords }) {
  return (
    <>
      <Shown name="clock-block">
        <div className={styles["whole"]}>
          <ClockBlock
            title={words.act}
            due={words.actDue}
            time={words.actTime}
            meaning={words.left}
            state="running"
            share={0.72}
            marks={[0.5, 0.75, 0.9]}
          />
        </div>
        <div className={styles["whole"]}>
          <ClockBlock title={words.ack} due={words.ackDue} time="04:08" state="kept" share={1} marks={[0.8]}>
            {words.ackNote}
          </ClockBlock>
        </div>
        <div className={styles["whole"]}>
          <ClockBlock
            title={words.ack}
            due={words.ackDue}
            time={words.overTime}
            meaning={words.over}
            state="late"
            share={1}
          />
        </div>
        <div className={styles["whole"]}>
          <ClockBlock title={words.act} due={words.actDue} time={words.stopped} state="stopped" share={0.3} />
        </div>
      </Shown>
      <Shown name="progress, slots, time-in">
        <div className={styles["whole"]}>
          <Progress share={9 / 14} label={words.handover} />
        </div>
        <Slots used={2} all={3} words={words.slots} />
        <Slots used={0} all={2} words={words.slotsNone} />
        <Slots used={3} all={2} words={words.slotsOver} />
        <TimeIn time="41:20" />
        <TimeIn time="1:02:06" isLong />
      </Shown>
    </>
  );
}
