import { placeRoutes } from "@nightlight/contracts/staff/place";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import type { Definition } from "@nightlight/domain/record/definition";
import type { Values } from "@nightlight/domain/record/path";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import { stub } from "@nightlight/door/testing/stub-server";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { expect, test } from "vitest";
import { dayOf, written } from "../../../shared/typed-day.ts";
import { RecordForm } from "./record-form.tsx";
import { Surroundings } from "../../../shared/surroundings.tsx";

type Setting = {
  readonly values?: Values;
  readonly level?: RiskLevel;
  readonly isReadOnly?: boolean;
  readonly version?: number;
  readonly problems?: Readonly<Record<string, string>>;
};

/** The form as a desk holds it: what is typed stands in it. */
function renderForm({ values = {}, level, isReadOnly = false, version, problems = {} }: Setting = {}) {
  const definition = definitionOf(version);
  const client = new QueryClient();
  stub(placeRoutes.find, () => ({ places: [] }));
  const left: string[] = [];
  const kept: { values: Values } = { values };
  function Desk() {
    const [held, setHeld] = useState(values);
    kept.values = held;
    return (
      <QueryClientProvider client={client}>
        <Surroundings>
          <RecordForm
            definition={definition}
            values={held}
            known={{ level }}
            isReadOnly={isReadOnly}
            problemOf={(path) => problems[path]}
            onType={(path, value) => {
              setHeld((before) => ({ ...before, [path]: value }));
            }}
            onLeave={(path) => left.push(path)}
            under={() => null}
          />
        </Surroundings>
      </QueryClientProvider>
    );
  }
  render(<Desk />);
  return { user: userEvent.setup(), kept, left };
}

function definitionOf(version: number | undefined): Definition {
  const found = RECORD_DEFINITIONS.find((each) => each.version === version) ?? RECORD_DEFINITIONS.at(-1);
  if (found === undefined) throw new Error("There is no definition");
  return found;
}

const answers = (name: string) => within(screen.getByRole("radiogroup", { name }));

test("an answer is one press, another press takes it back, and not knowing is an answer", async () => {
  const { user, kept, left } = renderForm();
  await user.click(answers("Đang nguy hiểm").getByRole("radio", { name: "Không" }));
  expect(kept.values["risk.dangerNow"]).toBe("no");
  expect(left).toEqual(["risk.dangerNow"]);
  await user.click(answers("Đang nguy hiểm").getByRole("radio", { name: "Không" }));
  expect(kept.values["risk.dangerNow"]).toBe("");
  await user.click(answers("Đang nguy hiểm").getByRole("radio", { name: /Chưa rõ/u }));
  expect(kept.values["risk.dangerNow"]).toBe("unknown");
  await user.keyboard("{Delete}");
  expect(kept.values["risk.dangerNow"]).toBe("");
});

test("reasons are found by typing without marks, chosen, and taken off again; the order is the list's", async () => {
  const { user, kept } = renderForm();
  await user.click(screen.getByRole("button", { name: "Thêm vào: Lý do" }));
  await user.type(screen.getByRole("textbox", { name: "Gõ để tìm" }), "bat nat");
  await user.click(screen.getByRole("checkbox", { name: "Bắt nạt" }));
  await user.clear(screen.getByRole("textbox", { name: "Gõ để tìm" }));
  await user.click(screen.getByRole("checkbox", { name: "Bạo lực thể chất" }));
  expect(kept.values["reasons"]).toBe('["violence.physical","violence.bullying"]');
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("checkbox")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Bỏ Bắt nạt" }));
  expect(kept.values["reasons"]).toBe('["violence.physical"]');
});

test("there is a first child to write into; one more is added, removed and taken back with all it held", async () => {
  const { user, kept } = renderForm();
  await user.type(screen.getByRole("textbox", { name: "Tên gọi" }), "Nhi");
  expect(kept.values["child.00000000.name"]).toBe("Nhi");
  await user.click(screen.getByRole("button", { name: "+ Thêm một trẻ" }));
  const second = screen.getByRole("group", { name: "Trẻ em 2" });
  await user.type(within(second).getByRole("textbox", { name: "Tên gọi" }), "Bo");
  await user.click(screen.getByRole("button", { name: "Bỏ Bo" }));
  expect(screen.queryByDisplayValue("Bo")).toBeNull();
  expect(screen.getByText(/Đã bỏ Bo/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Hoàn tác" }));
  expect(screen.getByDisplayValue("Bo")).toBeTruthy();
  expect(screen.getByDisplayValue("Nhi")).toBeTruthy();
});

test("what most contacts do not need stands behind one button, and comes out when it holds something", async () => {
  const { user } = renderForm({ values: { "child.00000000.whereNow": "Nhà bà ngoại" } });
  expect(screen.getByDisplayValue("Nhà bà ngoại")).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: "Ngày sinh" })).toBeNull();
  const [more] = screen.getAllByRole("button", { name: /Thêm \d+ ô/u });
  if (more === undefined) throw new Error("Nothing stands behind a button");
  await user.click(more);
  expect(screen.getByRole("textbox", { name: "Ngày sinh" })).toBeTruthy();
});

test("a folded section opens when it is asked, and stands open when it holds something", async () => {
  const { user } = renderForm({ values: { "safeContact.call": "no" } });
  expect(screen.getByRole("button", { name: /Liên hệ an toàn/u }).getAttribute("aria-expanded")).toBe("true");
  const people = screen.getByRole("button", { name: /Người liên quan/u });
  expect(people.getAttribute("aria-expanded")).toBe("false");
  await user.click(people);
  await user.click(screen.getByRole("button", { name: "+ Thêm một người" }));
  expect(screen.getByRole("group", { name: "Người liên quan 1" })).toBeTruthy();
});

test("what the level of risk asks for is said to be needed, until it is there", async () => {
  const { user } = renderForm({ level: "P2" });
  const before = screen.getAllByText("cần có").length;
  await user.click(answers("Tuổi").getByRole("radio", { name: /^11/u }));
  expect(screen.getAllByText("cần có")).toHaveLength(before - 1);
});

test("what is wrong is said where it stands, and belongs to its field", () => {
  renderForm({
    values: { "child.00000000.birthDate": "2031-01-01" },
    problems: { "child.00000000.birthDate": "Ngày này chưa tới." },
  });
  const field = screen.getByRole("textbox", { name: "Ngày sinh" });
  expect(field.getAttribute("aria-invalid")).toBe("true");
  const problem = screen.getByRole("alert");
  expect(problem.textContent).toBe("Ngày này chưa tới.");
  expect(field.getAttribute("aria-describedby")).toContain(problem.id);
});

test("a day is written as it is here", async () => {
  const { user, kept } = renderForm({ values: { "child.00000000.birthDate": "2014-03-05" } });
  const field = screen.getByDisplayValue("05/03/2014");
  await user.clear(field);
  await user.type(field, "7/3/2014");
  expect(kept.values["child.00000000.birthDate"]).toBe("2014-03-07");
  expect([dayOf("31.12.2013"), dayOf("31/02/2014"), dayOf(" "), dayOf("5 3")]).toEqual([
    "2013-12-31",
    undefined,
    "",
    undefined,
  ]);
  expect(written("soon")).toBe("soon");
});

test("an old record stands in the form that it was begun in", () => {
  renderForm({ version: 1, values: { name: "An", reason: "violence", narrative: "Lớp 7" } });
  expect(screen.getByDisplayValue("An")).toBeTruthy();
  expect(screen.getByDisplayValue("Lớp 7")).toBeTruthy();
  expect(screen.queryByRole("radiogroup", { name: "Đang nguy hiểm" })).toBeNull();
});

test("who may only read changes nothing", async () => {
  const { user, kept } = renderForm({ values: { narrative: "Lớp 7" }, isReadOnly: true });
  await user.type(screen.getByDisplayValue("Lớp 7"), "8");
  await user.click(answers("Đang nguy hiểm").getByRole("radio", { name: "Không" }));
  expect(kept.values).toEqual({ narrative: "Lớp 7" });
  expect(screen.queryByRole("button", { name: /Thêm một trẻ/u })).toBeNull();
});
