import { expect, test } from "vitest";
import { erlangA, erlangC } from "./erlang.ts";
import { agrees, proveCase, THEORY_CASES } from "./prove-theory.ts";

test.each([
  { servers: 14, load: 10, waits: 0.174132 },
  { servers: 16, load: 10, waits: 0.05734 },
  { servers: 25, load: 20, waits: 0.209103 },
  { servers: 55, load: 50, waits: 0.384547 },
])("Erlang C: $servers people at $load Erlang", ({ servers, load, waits }) => {
  expect(erlangC(servers, load).waits).toBeCloseTo(waits, 6);
});

test("Erlang A: 100 calls in half an hour, three minutes each, patience five", () => {
  const { waits, abandons } = erlangA({ servers: 14, load: 10, patience: 5 / 3 });
  expect(waits).toBeCloseTo(0.14526, 5);
  expect(abandons).toBeCloseTo(0.013984, 6);
});

test("patience without end is Erlang C, and more load than people has no long run", () => {
  expect(erlangA({ servers: 14, load: 10, patience: 1e9 }).waits).toBeCloseTo(erlangC(14, 10).waits, 6);
  expect(() => erlangC(10, 10)).toThrow(RangeError);
});

// The seed is fixed: the same figures on every machine, within three standard errors of theory.
test.each(THEORY_CASES.filter(({ plan }) => plan.servers <= 16))("the matcher's own waits: $name", (theoryCase) => {
  const result = proveCase(theoryCase, { replications: 8, arrivals: 1_000, seed: 1 });
  expect(result).toSatisfy(agrees);
});

test("a queue that is not the one of the formula is noticed", () => {
  const [first] = THEORY_CASES;
  if (first === undefined) throw new Error("There are cases");
  const slower = { ...first, plan: { ...first.plan, handling: first.plan.handling * 1.1 } };
  expect(agrees(proveCase(slower, { replications: 8, arrivals: 2_000, seed: 1 }))).toBe(false);
});
