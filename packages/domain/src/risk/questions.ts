import { question, value } from "./question.ts";

const yes = value("yes", ["Có", "Yes"]);
const no = value("no", ["Không", "No"]);
const unknown = value("unknown", ["Chưa rõ", "Not known"]);
const yesNo = [yes, no, unknown];

const AFTER_THOUGHTS = {
  key: "suicideThought",
  is: ["passive", "active", "recent_attempt", "attempt_today"],
} as const;

/**
 * Everything that is asked to find how urgent it is, in the order of asking. Every question can be answered with
 * "not known", which never lowers a level. How old the child is comes from the record's children, not from here.
 */
export const RISK_QUESTIONS = [
  question(
    "dangerNow",
    ["Trẻ có đang gặp nguy hiểm ngay lúc này không?", "Is the child in danger right now?"],
    [
      "Người gây hại ở ngay đó, có vũ khí, đang bị đánh, hoặc ở một mình và không an toàn.",
      "Whoever harms is there, a weapon, being hurt at this moment, or alone and not safe.",
    ],
    yesNo,
  ),
  question(
    "canSpeakSafely",
    ["Trẻ có nói chuyện an toàn được không?", "Can the child speak safely?"],
    [
      "Nếu không: hỏi câu chỉ cần trả lời có hoặc không, hẹn một từ báo hiệu, hoặc chuyển sang nhắn tin.",
      "If not: ask what yes or no can answer, agree on a code word, or go over to writing.",
    ],
    yesNo,
  ),
  question(
    "soundedAfraid",
    ["Trẻ có vẻ sợ hãi không?", "Does the child sound afraid?"],
    [
      "Nếu liên lạc đứt trước khi biết trẻ có nguy hiểm không, câu này giữ mức P2 và nhắc gọi lại.",
      "If the contact breaks off before danger is known, this holds P2 and asks for a call back.",
    ],
    yesNo,
  ),
  question(
    "locationKnown",
    ["Biết trẻ đang ở đâu đến mức nào?", "How well is it known where the child is?"],
    ["Hỏi sớm: đường dây có thể đứt bất cứ lúc nào.", "Ask early: the line may break at any time."],
    [
      value("exact", ["Địa chỉ chính xác", "Exact address"]),
      value("commune", ["Đến xã, phường", "Commune or ward"]),
      value("province", ["Chỉ biết tỉnh", "Province only"]),
      value("none", ["Không biết", "Nothing"]),
      unknown,
    ],
    {
      doesNotCount: [
        "Nơi ở quyết định chuyển cho ai, không quyết định gấp đến đâu.",
        "Where the child is decides who is sent, not how soon.",
      ],
    },
  ),
  question(
    "injury",
    ["Trẻ có bị thương không?", "Is the child hurt?"],
    ["Chọn mức nặng nhất đang thấy.", "Choose the worst that is there."],
    [
      value("none", ["Không", "No"]),
      value("minor", ["Nhẹ", "Slightly"]),
      value("needs_care", ["Cần được chăm sóc y tế", "Needs medical care"]),
      value("life_threatening", ["Nguy hiểm đến tính mạng", "Life-threatening"]),
      unknown,
    ],
  ),
  question(
    "substanceTaken",
    ["Trẻ đã uống thuốc quá liều hoặc chất độc?", "Has the child taken an overdose or poison?"],
    ["Gọi cấp cứu 115 trước khi hỏi tiếp.", "Call the ambulance before asking on."],
    yesNo,
  ),
  question(
    "sexualAbuse",
    ["Có xâm hại tình dục không?", "Is there sexual abuse?"],
    [
      "Không hỏi chi tiết. Trong 72 giờ: dặn trẻ chưa tắm, giữ quần áo, vì còn chứng cứ.",
      "Ask for no details. Within 72 hours: not yet washing, keeping the clothes, because evidence is still there.",
    ],
    [
      value("none", ["Không", "No"]),
      value("suspected", ["Nghi ngờ", "Suspected"]),
      value("disclosed", ["Trẻ hoặc người khác đã nói ra", "Disclosed"]),
      value("within_72h", ["Vừa xảy ra trong 72 giờ", "Within the last 72 hours"]),
      unknown,
    ],
  ),
  question(
    "frequency",
    ["Bạo lực, xâm hại xảy ra bao nhiêu lần?", "How often has the child been harmed?"],
    ["Tính cả bạo lực tinh thần.", "Count emotional violence too."],
    [
      value("once", ["Một lần", "Once"]),
      value("repeated", ["Nhiều lần", "Repeatedly"]),
      value("escalating", ["Ngày càng nặng", "Getting worse"]),
      unknown,
    ],
  ),
  question(
    "abuserAccess",
    ["Người gây hại có gặp được trẻ không?", "Can whoever harms reach the child?"],
    ["Nghĩ đến đêm nay và ngày mai.", "Think of tonight and tomorrow."],
    [
      value("lives_with", ["Sống cùng nhà", "Lives with the child"]),
      value("often", ["Thường xuyên", "Often"]),
      value("some", ["Đôi khi", "Sometimes"]),
      value("none", ["Không", "No"]),
      unknown,
    ],
  ),
  question(
    "abuserIsCarer",
    ["Người gây hại có phải người chăm sóc trẻ không?", "Is whoever harms the child's carer?"],
    [
      "Cha mẹ, người giám hộ, hoặc người đang nuôi dưỡng trẻ.",
      "A parent, a guardian, or whoever is bringing the child up.",
    ],
    yesNo,
  ),
  question(
    "safeAdult",
    ["Có người lớn nào bảo vệ được trẻ không?", "Is there an adult who protects the child?"],
    [
      "“Cam kết” nghĩa là người đó biết chuyện và đã nhận bảo vệ trẻ.",
      "“Committed” means that they know, and have taken it on.",
    ],
    [
      value("committed", ["Có, đã cam kết", "Yes, committed"]),
      value("possible", ["Có thể có", "Possibly"]),
      value("none", ["Không có ai", "Nobody"]),
      unknown,
    ],
  ),
  question(
    "selfProtect",
    ["Trẻ tự bảo vệ mình được đến đâu?", "How far can the child protect itself?"],
    ["Biết chạy đi đâu, gọi ai, có nói ra được không.", "Knows where to run, whom to call, can tell somebody."],
    [
      value("good", ["Tốt", "Well"]),
      value("some", ["Một phần", "Partly"]),
      value("none", ["Không", "Not at all"]),
      unknown,
    ],
    {
      doesNotCount: [
        "Trẻ giỏi xoay xở không bớt nguy hiểm; trẻ không tự bảo vệ được đã tính qua tuổi, khuyết tật và người lớn an toàn.",
        "A capable child is in no less danger; a helpless one is seen by age, disability and safe adult already.",
      ],
    },
  ),
  question(
    "aloneAtHome",
    ["Trẻ đang ở một mình?", "Is the child alone?"],
    ["Không có người lớn trông trẻ lúc này.", "No adult looks after the child at the moment."],
    yesNo,
  ),
  question(
    "missing",
    ["Trẻ đang mất tích hoặc bỏ nhà đi?", "Is the child missing or run away?"],
    ["Người chăm sóc không biết trẻ ở đâu.", "The carer does not know where the child is."],
    yesNo,
  ),
  question(
    "traffickingSigns",
    ["Có dấu hiệu trẻ đang bị mua bán, bị đưa đi không?", "Are there signs of trafficking under way?"],
    [
      "Bị bán, bị ép đi xa hoặc qua biên giới, bị giữ giấy tờ, bị ép trả nợ.",
      "Sold, made to travel far or across a border, papers kept, held for a debt.",
    ],
    yesNo,
  ),
  question(
    "onlineExtortion",
    ["Trẻ có bị tống tiền bằng hình ảnh trên mạng không?", "Is the child extorted with images online?"],
    ["Dặn trẻ không trả tiền, không xóa tin nhắn.", "The child should not pay, and not delete the messages."],
    [
      value("no", ["Không", "No"]),
      value("yes", ["Có", "Yes"]),
      value("threat_today", ["Có, bị dọa trong hôm nay", "Yes, threatened today"]),
      unknown,
    ],
  ),
  question(
    "hazardousWork",
    ["Trẻ có làm việc nặng nhọc, nguy hiểm không?", "Does the child do hazardous work?"],
    [
      "Máy móc, hóa chất, dưới nước, trên cao, ban đêm, hoặc nơi trẻ bị cấm làm việc.",
      "Machines, chemicals, water, heights, nights, or where children may not work.",
    ],
    yesNo,
  ),
  question(
    "neglect",
    ["Trẻ có bị bỏ mặc không?", "Is the child neglected?"],
    [
      "Thiếu ăn, mặc, thuốc, học hành, người trông.",
      "Lacks food, clothes, medicine, schooling, somebody who looks after it.",
    ],
    yesNo,
  ),
  question(
    "careObstacles",
    ["Việc chăm sóc trẻ gặp bao nhiêu trở ngại?", "How many obstacles to caring for the child?"],
    ["Nghèo, bệnh, nghiện, cha mẹ vắng nhà, chỗ ở.", "Poverty, illness, addiction, absent parents, housing."],
    [value("few", ["Ít", "Few"]), value("some", ["Một số", "Some"]), value("many", ["Nhiều", "Many"]), unknown],
  ),
  question(
    "disability",
    ["Trẻ có khuyết tật không?", "Does the child have a disability?"],
    ["Kể cả khuyết tật trí tuệ, nghe, nói.", "Also of mind, hearing or speech."],
    yesNo,
  ),
  question(
    "pregnant",
    ["Trẻ có đang mang thai không?", "Is the child pregnant?"],
    ["Dưới 16 tuổi luôn là việc gấp.", "Under 16 it is always urgent."],
    yesNo,
  ),
  question(
    "previousCase",
    ["Trẻ từng có vụ việc trước đây không?", "Was there a case about this child before?"],
    ["Xem các liên hệ trước ở bên cạnh.", "Look at the previous contacts beside."],
    yesNo,
  ),
  question(
    "suicideThought",
    ["Trẻ có nghĩ đến cái chết, tự tử không?", "Does the child think of dying, of suicide?"],
    ["Hỏi thẳng không làm trẻ nghĩ thêm.", "Asking openly does not put the thought there."],
    [
      value("none", ["Không", "No"]),
      value("passive", ["Không muốn sống nữa", "Does not want to live"]),
      value("active", ["Có ý định tự tử", "Thinks of suicide"]),
      value("recent_attempt", ["Mới tự tử gần đây", "Attempted recently"]),
      value("attempt_today", ["Đã tự tử hôm nay", "Attempted today"]),
      unknown,
    ],
  ),
  question(
    "suicidePlan",
    ["Trẻ đã nghĩ ra cách làm chưa?", "Does the child have a plan?"],
    ["Không hỏi cách làm chi tiết.", "Do not ask for details of the method."],
    yesNo,
    { askWhen: AFTER_THOUGHTS },
  ),
  question(
    "suicideMeans",
    ["Trẻ có sẵn phương tiện trong tay không?", "Are the means at hand?"],
    ["Thuốc, dây, dao, gần sông, trên cao.", "Pills, rope, knife, near water, high up."],
    yesNo,
    { askWhen: AFTER_THOUGHTS },
  ),
  question(
    "suicideWhen",
    ["Trẻ định khi nào?", "When does the child mean to?"],
    ["“Ngay bây giờ” luôn là P1.", "“Now” is always P1."],
    [
      value("now", ["Ngay bây giờ", "Now"]),
      value("within_24h", ["Trong 24 giờ", "Within 24 hours"]),
      value("days", ["Trong vài ngày", "In some days"]),
      value("none", ["Chưa định", "Not set"]),
      unknown,
    ],
    { askWhen: AFTER_THOUGHTS },
  ),
  question(
    "selfHarmToday",
    ["Hôm nay trẻ có tự làm đau mình không?", "Has the child hurt itself today?"],
    ["Rạch tay, đập đầu, tự làm bỏng.", "Cutting, hitting, burning."],
    yesNo,
  ),
  question(
    "matter",
    ["Nếu không ai bị hại: đây là việc gì?", "If nobody is harmed: what is it?"],
    ["Bỏ trống khi có người gây hại cho trẻ.", "Leave empty when somebody harms the child."],
    [
      value("conflict", ["Mâu thuẫn ở trường, trong nhà", "Conflict at school or at home"]),
      value("custody", ["Quyền nuôi con", "Custody"]),
      value("needs", ["Khó khăn, cần giúp đỡ", "Needs and hardship"]),
      value("information", ["Hỏi thông tin, cảm ơn, thử, im lặng", "Information, thanks, test, silence"]),
      unknown,
    ],
  ),
] as const;

/** A key of a question about risk. */
export type RiskKey = (typeof RISK_QUESTIONS)[number]["key"];
