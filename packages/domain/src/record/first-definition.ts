import { FIRST_REASON_CODES } from "./act-codes.ts";
import type { Definition } from "./definition.ts";

/** Version 1: a name, a reason, a narrative. Records that were begun in it stay in it. */
export const FIRST_DEFINITION: Definition = {
  version: 1,
  codes: { reason: FIRST_REASON_CODES },
  sections: [
    {
      key: "record",
      label: { vi: "Ghi chép", en: "Record" },
      parts: [
        {
          field: {
            key: "name",
            type: "text",
            limit: 200,
            label: { vi: "Tên gọi", en: "Name" },
            audience: "shared",
            sensitivity: "sensitive",
            searchable: "person",
          },
        },
        {
          field: {
            key: "reason",
            type: "choice",
            codes: "reason",
            label: { vi: "Lý do", en: "Reason" },
            audience: "shared",
            sensitivity: "ordinary",
          },
        },
        {
          field: {
            key: "narrative",
            type: "long_text",
            label: { vi: "Lời kể", en: "In their words" },
            audience: "helpline",
            sensitivity: "sensitive",
            searchable: "word",
          },
        },
      ],
    },
  ],
};
