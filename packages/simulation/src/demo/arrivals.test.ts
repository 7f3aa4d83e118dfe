import { chanceOf } from "@nightlight/database/demo/chance";
import { expect, test } from "vitest";
import { arrivalsAnHour, letArrive } from "./arrivals.ts";
import { machinePace, scaled } from "./pace.ts";
import { typingTime } from "./children/typing.ts";
import { virtualPace } from "./virtual-pace.ts";

test("evenings are the busiest, by the helpline's own time; a day is the model's day", () => {
  expect(arrivalsAnHour(new Date("2026-11-18T13:30:00Z"))).toBeCloseTo(104.3, 0);
  expect(arrivalsAnHour(new Date("2026-11-17T19:30:00Z"))).toBeCloseTo(16.7, 0);
  const day = Array.from({ length: 24 }, (_, hour) => arrivalsAnHour(new Date(Date.UTC(2026, 10, 17, 17 + hour))));
  expect(day.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1391, -1);
});

test("children arrive as often as the model says, at the speed that was asked for, the same for a seed", async () => {
  const arrive = async (speed: number, seed: number): Promise<number[]> => {
    const [pace, stop, at] = [
      virtualPace(speed, new Date("2026-11-18T13:00:00Z")),
      new AbortController(),
      [] as number[],
    ];
    const done = letArrive(pace, chanceOf(seed), stop.signal, () => at.push(pace.now()));
    await pace.forward(60_000);
    stop.abort();
    await done;
    return at;
  };
  const [slow, fast] = [await arrive(20, 1), await arrive(60, 1)];
  // 20 minutes and an hour of an evening.
  expect(slow.length).toBeGreaterThan(20);
  expect(slow.length).toBeLessThan(50);
  expect(fast.length).toBeGreaterThan(75);
  expect(fast.length).toBeLessThan(135);
  expect(await arrive(20, 1)).toEqual(slow);
  expect(await arrive(20, 2)).not.toEqual(slow);
});

test("a longer line takes longer to type, a child longer than a counsellor; speed shortens it, to a breath", () => {
  const [short, long] = ["dạ", "em ở phòng em, bà ngoại ở dưới nhà"].map(
    (text) => typingTime("child", text, "", chanceOf(1)).typeMs,
  );
  expect(long).toBeGreaterThan(short! * 5);
  expect(typingTime("counsellor", "x".repeat(40), "", chanceOf(1)).typeMs).toBeLessThan(
    typingTime("child", "x".repeat(40), "", chanceOf(1)).typeMs,
  );
  expect(scaled({ speed: 60 }, 6_000)).toBe(120);
  expect(scaled({ speed: 10 }, 6_000)).toBe(600);
  expect(scaled({ speed: 1 }, 6_000)).toBe(6_000);
});

test("waiting ends at once when it is stopped", async () => {
  const stop = new AbortController();
  const waited = machinePace(1).wait(3_600_000, stop.signal);
  stop.abort();
  await waited;
});
