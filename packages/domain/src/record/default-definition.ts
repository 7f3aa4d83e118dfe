import { ABOUT_CODES, AGE_BAND_CODES, GENDER_CODES, SPECIAL_GROUP_CODES, VULNERABILITY_CODES } from "./child-codes.ts";
import { ACTION_CODES, RELATION_CODES } from "./act-codes.ts";
import { CHILD_GROUP, PERSON_GROUP } from "./child-group.ts";
import type { Definition } from "./definition.ts";
import { field, words } from "./field-builders.ts";
import { FIRST_DEFINITION } from "./first-definition.ts";
import { REASON_CODES } from "./reason-codes.ts";
import { RISK_CODES, RISK_SECTION } from "./risk-section.ts";

const INFORMANT = { audience: "informant" } as const;
const OWN = { audience: "helpline" } as const;
const ABOUT_A_CHILD = { visibleWhen: { field: "aboutWhom", is: ["about_child"] } } as const;

/** Version 2: everything that a first report needs, in the order in which one talks. */
const SECOND_DEFINITION: Definition = {
  version: 2,
  codes: {
    aboutWhom: ABOUT_CODES,
    gender: GENDER_CODES,
    ageBand: AGE_BAND_CODES,
    groups: SPECIAL_GROUP_CODES,
    vulnerabilities: VULNERABILITY_CODES,
    reasons: REASON_CODES,
    relation: RELATION_CODES,
    actions: ACTION_CODES,
    ...RISK_CODES,
  },
  sections: [
    {
      key: "who",
      label: words("Ai", "Who"),
      parts: [
        {
          field: field("aboutWhom", "choice", ["Loại", "Contact"], {
            ...OWN,
            codes: "aboutWhom",
            sensitivity: "ordinary",
          }),
        },
        { group: CHILD_GROUP },
      ],
    },
    {
      key: "what",
      label: words("Chuyện gì", "What"),
      parts: [
        {
          field: field("reasons", "choices", ["Lý do", "Reasons"], {
            codes: "reasons",
            requiredWhen: { level: ["P1", "P2", "P3", "P4"] },
          }),
        },
        {
          field: field("narrative", "long_text", ["Lời kể", "In their words"], { ...OWN, searchable: "word" }),
        },
      ],
    },
    RISK_SECTION,
    {
      key: "safe",
      label: words("Liên hệ an toàn, đồng ý", "Safe contact, consent"),
      isFolded: true,
      parts: [
        {
          field: field("safeContact.call", "yes_no_unknown", ["Gọi lại được", "May be called"], {
            ...OWN,
            help: words("Chưa hỏi hoặc chưa rõ là không gọi", "Not asked or not known means no call"),
          }),
        },
        {
          field: field("safeContact.text", "yes_no_unknown", ["Nhắn tin được", "May be texted"], {
            ...OWN,
            help: words("Chưa hỏi hoặc chưa rõ là không nhắn", "Not asked or not known means no text"),
          }),
        },
        {
          field: field("safeContact.how", "text", ["Bằng cách nào", "How"], {
            ...OWN,
            searchable: "word",
            visibleWhen: {
              anyOf: [
                { field: "safeContact.call", is: ["yes"] },
                { field: "safeContact.text", is: ["yes"] },
              ],
            },
          }),
        },
        {
          field: field("consent.share", "yes_no_unknown", ["Đồng ý chia sẻ", "May be shared"], {
            ...OWN,
            requiredWhen: { level: ["P1", "P2", "P3"] },
            help: words("Có đồng ý để cơ quan được biết không", "Whether an authority may be told"),
          }),
        },
        {
          field: field("consent.reason", "text", ["Vì sao", "Why"], {
            ...OWN,
            visibleWhen: { field: "consent.share", is: ["no", "unknown"] },
          }),
        },
      ],
    },
    {
      key: "people",
      label: words("Người liên quan", "People of concern"),
      isFolded: true,
      parts: [{ group: PERSON_GROUP }],
    },
    {
      key: "informant",
      label: words("Người báo tin", "Informant"),
      isFolded: true,
      parts: [
        {
          field: field("informant.name", "text", ["Tên", "Name"], {
            ...INFORMANT,
            ...ABOUT_A_CHILD,
            limit: 200,
            searchable: "person",
          }),
        },
        {
          field: field("informant.relation", "choice", ["Là ai của trẻ", "Who to the child"], {
            ...INFORMANT,
            ...ABOUT_A_CHILD,
            codes: "relation",
          }),
        },
        {
          field: field("informant.phone", "phone", ["Số điện thoại", "Phone"], {
            ...INFORMANT,
            ...ABOUT_A_CHILD,
            searchable: "phone",
          }),
        },
        {
          field: field("informant.address", "text", ["Địa chỉ", "Address"], { ...INFORMANT, ...ABOUT_A_CHILD }),
        },
        {
          field: field("informant.agreed", "yes_no_unknown", ["Cho nêu tên", "May be named"], {
            ...OWN,
            ...ABOUT_A_CHILD,
            help: words("Có cho nêu tên với cơ quan không", "Whether they may be named to the authority"),
          }),
        },
      ],
    },
    {
      key: "acts",
      label: words("Đã làm, cần biết", "Done, to be known"),
      isFolded: true,
      parts: [
        { field: field("actions", "choices", ["Đã làm", "Done"], { codes: "actions", sensitivity: "ordinary" }) },
        {
          field: field("actionsNote", "long_text", ["Ghi thêm", "More on it"], { limit: 4000, searchable: "word" }),
        },
        {
          field: field("summary", "long_text", ["Tóm tắt để gửi", "Summary to send"], {
            limit: 4000,
            searchable: "word",
            help: words(
              "Điều cơ quan cần biết. Không nêu người báo tin.",
              "What the authority needs to know. Never who told us.",
            ),
          }),
        },
      ],
    },
  ],
};

/** Every definition that comes with the program, oldest first. What was written in one stays in it. */
export const RECORD_DEFINITIONS: readonly Definition[] = [FIRST_DEFINITION, SECOND_DEFINITION];
