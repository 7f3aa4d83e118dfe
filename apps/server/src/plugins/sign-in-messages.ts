import type { PasswordObjection } from "@nightlight/domain/access/password";
import type { Message } from "./message.ts";

export type SignInProblem =
  | PasswordObjection
  | "not-signed-in"
  | "wrong-sign-in"
  | "too-many-tries"
  | "second-factor-needed"
  | "enrolment-needed"
  | "session-locked"
  | "wrong-code"
  | "wrong-pin"
  | "pin-used-up"
  | "weak-pin"
  | "wrong-password"
  | "step-not-open"
  | "invitation-over"
  | "foreign-page";

/** Answers about signing in. None of them tells whether an account exists. */
export const SIGN_IN_MESSAGES: Readonly<Record<SignInProblem, Message>> = {
  "not-signed-in": {
    status: 401,
    title: "Not signed in",
    vi: "Phiên đăng nhập đã hết. Hãy đăng nhập lại; những gì bạn đã viết vẫn còn trên màn hình.",
    en: "Your session has ended. Sign in again; what you wrote is still on your screen.",
  },
  "wrong-sign-in": {
    status: 401,
    title: "Wrong sign-in",
    vi: "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại, hoặc nhờ trưởng ca.",
    en: "User name or password is not right. Try again, or ask your supervisor.",
  },
  "too-many-tries": {
    status: 429,
    title: "Too many tries",
    vi: "Đã thử sai nhiều lần. Hãy thử lại sau {seconds} giây. Nếu quên, hãy nhờ quản trị viên đặt lại.",
    en: "That was wrong several times. Try again in {seconds} seconds. If you forgot it, ask an administrator for a reset.",
  },
  "second-factor-needed": {
    status: 403,
    title: "Second factor needed",
    vi: "Hãy nhập mã xác thực để đăng nhập xong.",
    en: "Enter the code of your second factor to finish signing in.",
  },
  "enrolment-needed": {
    status: 403,
    title: "Second factor not set up",
    vi: "Hãy thiết lập mã xác thực trước khi làm việc.",
    en: "Set up your second factor before you go on.",
  },
  "session-locked": {
    status: 423,
    title: "Locked",
    vi: "Màn hình đang khóa. Hãy mở khóa để làm tiếp.",
    en: "The screen is locked. Unlock it to go on.",
  },
  "wrong-code": {
    status: 403,
    title: "Wrong code",
    vi: "Mã không đúng, đã dùng rồi hoặc đã hết hạn. Hãy đợi mã mới rồi nhập lại.",
    en: "The code is wrong, was used before or has run out. Wait for a new one and try again.",
  },
  "wrong-pin": {
    status: 403,
    title: "Wrong PIN",
    vi: "Mã PIN không đúng. Hãy thử lại, hoặc mở khóa bằng mã xác thực.",
    en: "The PIN is not right. Try again, or unlock with your second factor.",
  },
  "pin-used-up": {
    status: 403,
    title: "PIN used up",
    vi: "Không mở được bằng mã PIN: chưa đặt, hoặc đã sai năm lần. Hãy mở khóa bằng mã xác thực.",
    en: "The PIN cannot unlock: there is none, or it was wrong five times. Use your second factor.",
  },
  "weak-pin": {
    status: 400,
    title: "PIN too easy",
    vi: "Mã PIN này dễ đoán. Đừng dùng các số giống nhau hoặc liên tiếp.",
    en: "This PIN is easy to guess. Do not use one digit only, or digits in a row.",
  },
  "wrong-password": {
    status: 403,
    title: "Wrong password",
    vi: "Mật khẩu không đúng. Hãy thử lại.",
    en: "The password is not right. Try again.",
  },
  "step-not-open": {
    status: 409,
    title: "Not the next step",
    vi: "Bước này không còn mở. Hãy tải lại trang.",
    en: "This step is not open any more. Reload the page.",
  },
  "invitation-over": {
    status: 404,
    title: "Invitation over",
    vi: "Liên kết này không dùng được: đã dùng, đã hết hạn hoặc đã được thay. Hãy xin quản trị viên một liên kết mới.",
    en: "This link cannot be used: it was used, has run out or was replaced. Ask an administrator for a new one.",
  },
  "foreign-page": {
    status: 403,
    title: "Not from this page",
    vi: "Yêu cầu này không đến từ trang của hệ thống nên bị từ chối. Hãy mở lại trang từ địa chỉ chính thức.",
    en: "This request did not come from a page of this system and was refused. Open the page by its own address.",
  },
  "password-short": {
    status: 400,
    title: "Password too short",
    vi: "Mật khẩu cần ít nhất 12 ký tự. Một câu dễ nhớ là tốt nhất.",
    en: "A password needs at least 12 characters. A sentence you remember is best.",
  },
  "password-long": {
    status: 400,
    title: "Password too long",
    vi: "Mật khẩu dài quá 200 ký tự.",
    en: "A password has at most 200 characters.",
  },
  "password-has-name": {
    status: 400,
    title: "Password holds the user name",
    vi: "Mật khẩu không được chứa tên đăng nhập.",
    en: "A password must not hold the user name.",
  },
  "password-common": {
    status: 400,
    title: "Password too common",
    vi: "Mật khẩu này dễ đoán: từ quá quen hoặc các phím liền nhau. Hãy chọn một câu khác.",
    en: "This password is easy to guess: common words or keys in a row. Choose another sentence.",
  },
};
