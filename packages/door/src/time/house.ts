/** Where the helpline is at home: the zone that its times and days are told in, and the country whose numbers are dialled without a code. */
export const HOUSE = { zone: "Asia/Ho_Chi_Minh", countryCode: "+84" } as const;
