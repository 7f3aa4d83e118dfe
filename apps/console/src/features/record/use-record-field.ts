import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { useQueryClient } from "@tanstack/react-query";
import { fieldKey, shownText, useRecordFields, type FieldName } from "./record-fields.ts";
import { saveNow, typeInto } from "./record-keeper.ts";

/** One field of the record as a control needs it: its text, how to type into it, and what to do on leaving it. */
export function useRecordField(view: ContactView, field: FieldName) {
  const client = useQueryClient();
  const contactId = view.summary.id;
  const state = useRecordFields((fields) => fields[fieldKey(contactId, field)]);
  return {
    text: shownText(state, view.record[field]),
    isInConflict: state?.status === "conflict",
    type: (text: string) => {
      typeInto(client, contactId, field, text);
    },
    leave: () => {
      void saveNow(client, contactId, field);
    },
  };
}
