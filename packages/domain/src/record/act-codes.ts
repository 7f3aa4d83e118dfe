import { codes } from "./codes.ts";

/** What was done in the contact. */
export const ACTION_CODES = codes(
  ["listened", "Lắng nghe, tư vấn", "Listened and counselled"],
  ["intervention", "Can thiệp trực tiếp", "Direct intervention"],
  ["resources", "Giới thiệu nguồn hỗ trợ", "Resources recommended"],
  ["child_protection", "Chuyển bảo vệ trẻ em", "Referred to child protection"],
  ["police", "Chuyển công an", "Referred to police"],
  ["health", "Chuyển y tế", "Referred to health services"],
  ["mental_health", "Chuyển tâm lý, tâm thần", "Referred to mental health services"],
  ["school", "Chuyển nhà trường", "Referred to the school's counsellor"],
  ["other_referral", "Chuyển nơi khác", "Referred elsewhere"],
  ["abuse_material", "Báo nội dung xâm hại", "Reported abuse material"],
  ["safety_plan", "Lập kế hoạch an toàn", "Made a safety plan"],
);

export const RELATION_CODES = codes(
  ["parent", "Cha, mẹ", "Parent"],
  ["carer", "Người chăm sóc", "Carer"],
  ["sibling", "Anh, chị, em", "Sibling"],
  ["relative", "Họ hàng", "Relative"],
  ["partner", "Người yêu", "Partner"],
  ["peer", "Bạn", "Peer"],
  ["teacher", "Thầy cô", "Teacher"],
  ["authority", "Người có chức trách", "Person in a position of responsibility"],
  ["neighbour", "Hàng xóm, người quen", "Neighbour or acquaintance"],
  ["stranger", "Người lạ", "Stranger"],
  ["online", "Quen trên mạng", "Known online"],
  ["other", "Khác", "Other"],
  ["unknown", "Chưa rõ", "Not known"],
);

/** Main categories of the classification, as version 1 asked for them. */
export const FIRST_REASON_CODES = codes(
  ["missing_children", "Trẻ mất tích", "Missing children"],
  ["violence", "Bạo lực", "Violence"],
  ["mental_health", "Tâm lý", "Mental health"],
  ["physical_health", "Sức khỏe thể chất", "Physical health"],
  ["accessibility", "Tiếp cận dịch vụ", "Access to services"],
  ["discrimination", "Phân biệt đối xử", "Discrimination"],
  ["family_relationships", "Quan hệ gia đình", "Family"],
  ["peer_relationships", "Quan hệ bạn bè", "Peers"],
  ["education_occupation", "Học tập, việc làm", "School, work"],
  ["sexuality", "Giới tính, tình dục", "Sexuality"],
  ["non_counselling", "Không phải tư vấn", "Not counselling"],
);
