import { expect, test } from "vitest";
import { addressOf, placeOf } from "./place.ts";

const ID = "0190f000-0000-7000-8000-000000000001";

test.each([
  [{ list: "open", escalationId: undefined }, "#open"],
  [{ list: "over", escalationId: ID }, `#over/${ID}`],
] as const)("a place and its address are one", (place, address) => {
  expect(addressOf(place)).toBe(address);
  expect(placeOf(address)).toEqual(place);
});

test.each(["", "#", "#elsewhere", "#open/not-an-id", `#open/${ID}'`])(
  "%s leads to the open list and nothing else",
  (hash) => {
    expect(placeOf(hash)).toEqual({ list: "open", escalationId: undefined });
  },
);
