import { several, turns, type Story } from "@nightlight/database/demo/stories/story";

const OWN = { kind: "counselling", by: "child", ending: "counselled" } as const;
const SELF = { aboutWhom: "self", "risk.dangerNow": "no", "risk.canSpeakSafely": "yes" } as const;

/** Children who live here and write in English. */
export const ENGLISH_STORIES: readonly Story[] = [
  {
    ...OWN,
    key: "en-new-school",
    ages: [10, 14],
    weight: 3,
    lines: turns(
      "hi, I moved here in august and I don't have any friends yet",
      "Hello, I'm glad you wrote. Moving is hard. What is lunch break like for you?",
      "I sit in the library so nobody sees that I'm alone",
      "That sounds lonely, and it was clever to find a quiet place. Is there one person who was kind to you?",
      "maybe the girl who sits next to me in maths",
      "You could ask her one small thing tomorrow, like which page. Small things are how it begins.",
      "ok. I can try that",
    ),
    narrative: "{ten}, {tuoi}, moved to a new school in August, alone in breaks. Will speak to one classmate. No harm.",
    record: {
      ...SELF,
      "risk.matter": "conflict",
      "risk.safeAdult": "possible",
      reasons: several("peers.friends"),
      actions: several("listened"),
    },
  },
  {
    ...OWN,
    key: "en-parents-argue",
    ages: [9, 15],
    weight: 2,
    lines: turns(
      "my mum and dad shout every night. I can't sleep",
      "Thank you for telling me. Do you feel safe where you are now?",
      "yes, I'm in my room. they only shout, they don't hit",
      "It is not your fault, and it is not your job to stop it. What helps a little when it is loud?",
      "my headphones. and my dog",
      "Both are good. Could you tell one of them on a calm day: I can't sleep when you shout?",
      "maybe my dad on saturday",
      "That is brave. Write to us again any time, day or night.",
    ),
    narrative: "{ten}, {tuoi}, parents argue at night, no violence. Will speak with the father on a calm day.",
    record: {
      ...SELF,
      "risk.matter": "conflict",
      "risk.safeAdult": "possible",
      reasons: several("family.caregiver"),
      actions: several("listened"),
    },
  },
  {
    kind: "information",
    by: "adult",
    key: "en-school-place",
    ages: [6, 12],
    weight: 2,
    ending: "information",
    lines: turns(
      "Good evening, we are new in the city. Can a child of foreign parents go to the public primary school?",
      "Good evening. Yes. Please ask the school nearest to you, and take the birth certificate and your residence papers.",
      "And if they say there is no place?",
      "Then ask the People's Committee of your ward: they know which school has one. You can also write to us again.",
      "Thank you, that helps.",
    ),
    narrative: "Foreign parents asked about a place in a public primary school. Told where to ask.",
    record: {
      aboutWhom: "general",
      "risk.matter": "information",
      "risk.dangerNow": "no",
      reasons: several("access.education", "other.parents"),
      actions: several("resources"),
    },
  },
  {
    kind: "intervention",
    by: "child",
    key: "en-locked-out",
    ages: [11, 14],
    weight: 1,
    ending: "referred",
    lines: turns(
      "he locked me out again and it is dark",
      "I'm here with you. Where are you right now, and is anybody near?",
      "on the stairs. the lady from the shop downstairs is still there",
      "Good. Can you go to her and stay in the light? Who locked you out?",
      "my stepdad. he does it when he drinks",
      "You did the right thing. I would like to ask people of your ward to come to you now. Is that all right?",
      "yes please",
      "Stay with the lady. I am writing to them now and I stay here with you.",
    ),
    narrative:
      "{ten}, {tuoi}, locked out at night by a stepfather who drinks, not the first time. Waits with a shopkeeper. Agrees to help from the ward.",
    summary:
      "Trẻ bị bố dượng khóa cửa đuổi ra ngoài ban đêm nhiều lần khi uống rượu, đang chờ ở cửa hàng tầng dưới cùng người bán hàng. Đề nghị đến ngay, tìm chỗ ở an toàn đêm nay, gặp riêng trẻ.",
    record: {
      ...SELF,
      "consent.share": "yes",
      "risk.injury": "none",
      "risk.frequency": "repeated",
      "risk.abuserAccess": "lives_with",
      "risk.abuserIsCarer": "yes",
      "risk.safeAdult": "none",
      reasons: several("violence.emotional"),
      "child.whereNow": "Cửa hàng tầng dưới",
      "person.relation": "carer",
      "person.isCarer": "yes",
      actions: several("listened", "child_protection"),
    },
  },
];
