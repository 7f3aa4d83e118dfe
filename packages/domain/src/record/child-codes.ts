import { codes } from "./codes.ts";

const UNKNOWN = ["unknown", "Chưa rõ", "Not known"] as const;

export const ABOUT_CODES = codes(
  ["self", "Em tự kể", "Child, own"],
  ["about_child", "Kể về trẻ", "About a child"],
  ["general", "Hỏi đáp", "Information"],
);

export const AGE_BAND_CODES = codes(
  ["0-2", "0–2", "0–2"],
  ["3-5", "3–5", "3–5"],
  ["6-10", "6–10", "6–10"],
  ["11-13", "11–13", "11–13"],
  ["14-15", "14–15", "14–15"],
  ["16-17", "16–17", "16–17"],
  ["18+", "18+", "18+"],
  UNKNOWN,
);

export const GENDER_CODES = codes(["girl", "Gái", "Girl"], ["boy", "Trai", "Boy"], ["other", "Khác", "Other"], UNKNOWN);

/** The fourteen groups of children in special circumstances: Law on Children 102/2016/QH13, Article 10. */
export const SPECIAL_GROUP_CODES = codes(
  ["SC01", "Mồ côi cả cha và mẹ", "Orphaned of both parents"],
  ["SC02", "Bị bỏ rơi", "Abandoned"],
  ["SC03", "Không nơi nương tựa", "Without support"],
  ["SC04", "Khuyết tật", "With disabilities"],
  ["SC05", "Nhiễm HIV/AIDS", "Living with HIV/AIDS"],
  ["SC06", "Vi phạm pháp luật", "In conflict with the law"],
  ["SC07", "Nghiện ma túy", "Addicted to drugs"],
  ["SC08", "Bỏ học kiếm sống, chưa xong trung học cơ sở", "Left school to earn before lower-secondary"],
  ["SC09", "Tổn hại nghiêm trọng do bạo lực", "Seriously harmed by violence"],
  ["SC10", "Bị bóc lột", "Exploited"],
  ["SC11", "Bị xâm hại tình dục", "Sexually abused"],
  ["SC12", "Bị mua bán", "Trafficked"],
  ["SC13", "Bệnh hiểm nghèo, hộ nghèo hoặc cận nghèo", "Grave or long illness in a poor household"],
  ["SC14", "Di cư, lánh nạn, không người chăm sóc", "Migrant or displaced without a carer"],
);

/** What makes a child easier to harm, beside the groups that the law names. */
export const VULNERABILITY_CODES = codes(
  ["left_behind", "Cha mẹ đi làm ăn xa", "Left behind by migrating parents"],
  ["poverty", "Nghèo", "Poverty"],
  ["minority", "Dân tộc thiểu số", "Ethnic minority"],
  ["out_of_school", "Không đi học", "Out of school"],
  ["on_the_move", "Di cư, nay đây mai đó", "On the move"],
  ["sogiesc", "Đa dạng giới", "Diverse gender or orientation"],
  ["homeless", "Không có chỗ ở ổn định", "Homeless or marginally housed"],
  ["institution", "Sống trong cơ sở nuôi dưỡng", "In residential care"],
  ["disaster", "Vùng thiên tai", "In an area of disaster"],
);
