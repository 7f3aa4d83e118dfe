import { expect, test } from "vitest";
import { troubleOf } from "./trouble.ts";

const failure = (fields: object, message = "it failed"): Error => Object.assign(new Error(message), fields);

test.each([
  ["a socket that nobody listens at", failure({ code: "ECONNREFUSED", syscall: "connect" }), "gone"],
  ["a socket that is not there", failure({ code: "ENOENT", syscall: "connect" }), "gone"],
  ["a database that shuts down", failure({ code: "57P01" }), "gone"],
  ["a database that starts", failure({ code: "57P03" }), "gone"],
  ["no connection left", failure({ code: "53300" }), "gone"],
  ["a connection that broke", failure({}, "Connection terminated unexpectedly"), "gone"],
  ["a full disk", failure({ code: "53100" }), "full"],
  ["a full disk below something else", new Error("Migration failed", { cause: failure({ code: "53100" }) }), "full"],
  ["a file that is not there", failure({ code: "ENOENT", syscall: "open" }), undefined],
  ["something that is not in the state for this", failure({ code: "55000" }), undefined],
  ["a broken rule", failure({ code: "23514" }), undefined],
  ["no error at all", "full", undefined],
] as const)("%s", (_name, error, trouble) => {
  expect(troubleOf(error)).toBe(trouble);
});
