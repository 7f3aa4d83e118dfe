import { fold } from "@nightlight/domain/privacy/text";

/** What somebody may ask a child, as far as the demo's children understand it. */
export const TOPICS = [
  "goodbye",
  "there",
  "name",
  "age",
  "suicide",
  "consent",
  "often",
  "hurt",
  "who",
  "adult",
  "safe",
  "where",
] as const;

export type Topic = (typeof TOPICS)[number];

/** Words that tell what is asked, folded: typed with marks or without, in Vietnamese or English. The first topic wins. */
const SIGNS: Readonly<Record<Topic, RegExp>> = {
  goodbye:
    /\b(tam biet|hen gap lai|chuc (em|chau|con|ban|anh|chi).{0,20}(ngu ngon|vui|binh an)|good ?bye|take care|bye)\b/u,
  there: /\b(con (do|day) khong|con nghe|are you (still )?there)\b/u,
  name: /\b(ten (em |chau |con |ban |anh |chi )?(la )?gi|goi (em|chau|con|ban|anh|chi) la gi|your name|call you)\b/u,
  age: /\b(may tuoi|bao nhieu tuoi|hoc lop may|how old|what grade)\b/u,
  suicide:
    /\b(khong muon song|tu tu|tu lam (dau|hai)|ket thuc cuoc song|kill yourself|hurt(ing)? yourself|suicid\w*)\b/u,
  consent:
    /\b(dong y|cho phep|duoc khong neu (co|chu)|nho (can bo|cong an|phuong|xa)|is it (ok|all right) if|may we tell|agree)\b/u,
  often: /\b(may lan|bao nhieu lan|co hay|thuong xuyen|lan dau|bao lau|how (often|long)|first time)\b/u,
  hurt: /\b(bi thuong|bi dau|co dau|chay mau|vet (bam|thuong)|are you hurt|injur\w*|bleeding)\b/u,
  who: /\b(ai (danh|lam|gay|bat nat|doa)|nguoi (do|ay) la ai|who (is|was|did|hurt|hits))\b/u,
  adult:
    /\b(nguoi lon nao|tin (ai|nguoi nao)|ke (cho|voi) ai|noi (cho|voi) ai|ai biet|who (do you trust|knows)|trusted? adult)\b/u,
  safe: /\b(an toan|nguy hiem|co ai o (canh|gan|do)|o mot minh|safe|danger|alone)\b/u,
  where: /\b(o dau|cho nao|dia chi|phuong nao|xa nao|tinh nao|where)\b/u,
};

/** What is asked in a text; undefined when it asks nothing that these children know an answer to. */
export function topicOf(text: string): Topic | undefined {
  const folded = fold(text);
  return TOPICS.find((topic) => SIGNS[topic].test(folded));
}
