import type { Group } from "./definition.ts";
import { field, words } from "./field-builders.ts";

const IN_NEED = { level: ["P1", "P2", "P3"] } as const;

/** A child that a contact is about. What is asked is what the first form of a report asks, in the order of talking. */
export const CHILD_GROUP: Group = {
  key: "child",
  label: words("Trẻ em", "Child"),
  add: words("Thêm một trẻ", "Add a child"),
  hasFirst: true,
  fields: [
    field("name", "text", ["Tên gọi", "Call them"], { limit: 200, searchable: "person" }),
    field("gender", "choice", ["Giới", "Gender"], { codes: "gender" }),
    field("ageBand", "choice", ["Tuổi", "Age"], { codes: "ageBand", requiredWhen: IN_NEED }),
    field("incidentPlace", "place", ["Nơi xảy ra", "Happened in"], { requiredWhen: IN_NEED }),
    field("homePlace", "place", ["Nhà ở", "Lives in"]),
    field("age", "number", ["Số tuổi", "Age in years"], { to: 120, isMore: true }),
    field("birthDate", "date", ["Ngày sinh", "Born on"], { isPast: true, isMore: true }),
    field("incidentAddress", "text", ["Địa chỉ xảy ra", "Address of it"], { isMore: true }),
    field("homeAddress", "text", ["Địa chỉ nhà", "Home address"], { isMore: true }),
    field("whereNow", "text", ["Đang ở đâu", "Where now"], { isMore: true }),
    field("condition", "long_text", ["Tình trạng", "Condition"], { isMore: true, limit: 4000, searchable: "word" }),
    field("consequence", "long_text", ["Có thể xảy ra", "May follow"], {
      isMore: true,
      limit: 4000,
      searchable: "word",
      help: words("Điều có thể xảy ra nếu không ai giúp", "What may follow if nobody helps"),
    }),
    field("father", "text", ["Cha", "Father"], { isMore: true, searchable: "person" }),
    field("mother", "text", ["Mẹ", "Mother"], { isMore: true, searchable: "person" }),
    field("carer", "text", ["Người chăm sóc", "Carer"], { isMore: true, searchable: "person" }),
    field("family", "long_text", ["Gia đình", "Family"], { isMore: true, limit: 4000 }),
    field("groups", "choices", ["Hoàn cảnh", "Circumstances"], {
      codes: "groups",
      isMore: true,
      help: words("14 nhóm trẻ em có hoàn cảnh đặc biệt", "The law's 14 groups of special circumstances"),
    }),
    field("vulnerabilities", "choices", ["Dễ tổn thương", "Vulnerable by"], { codes: "vulnerabilities", isMore: true }),
  ],
};

/** Somebody who may harm a child, or is otherwise of concern. */
export const PERSON_GROUP: Group = {
  key: "person",
  label: words("Người liên quan", "Person of concern"),
  add: words("Thêm một người", "Add a person"),
  hasFirst: false,
  fields: [
    field("name", "text", ["Tên", "Name"], { limit: 200, searchable: "person" }),
    field("relation", "choice", ["Là ai của trẻ", "Who to the child"], { codes: "relation" }),
    field("isCarer", "yes_no_unknown", ["Chăm sóc trẻ", "Is a carer"]),
    field("whereNow", "text", ["Đang ở đâu", "Where now"]),
    field("note", "long_text", ["Ghi thêm", "Note"], { audience: "helpline", limit: 4000, searchable: "word" }),
  ],
};
