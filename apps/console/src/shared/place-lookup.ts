import { placeRoutes, type PlaceView } from "@nightlight/contracts/staff/place";
import { PLACE_CODE, splitName } from "@nightlight/domain/place/place";
import { call } from "@nightlight/door/client/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** From how many letters on it is worth asking. */
export const LETTERS_TO_ASK = 2;

const PAUSE_MS = 120;

/** Places by what was typed, asked for after a short pause. The list before stays until the next one is there. */
export function usePlacesFound(typed: string) {
  const asTyped = typed.normalize("NFC").trim();
  const settled = useSettled(asTyped);
  const isAsked = settled.length >= LETTERS_TO_ASK;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ["places", "found", settled],
    queryFn: async () => (await call(placeRoutes.find, { query: { q: settled } })).places,
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
  return {
    places: isAsked ? (data ?? []) : [],
    /** Whether this is the answer to what stands in the field, and not to what stood there a moment ago. */
    isCurrent: settled === asTyped && !(isAsked && isPlaceholderData),
    error: isAsked ? error : null,
    isFetching,
    isAsked,
    refetch,
  };
}

/** What a code in a record means, and what took its place when it means nothing any more. */
export function usePlaceOf(code: string) {
  const { data } = useQuery({
    queryKey: ["places", "code", code],
    queryFn: () => call(placeRoutes.read, { params: { code } }),
    enabled: PLACE_CODE.test(code),
    staleTime: Infinity,
  });
  return data;
}

/** A place in one line: with its province, so that namesakes are told apart. */
export function placeLine({ name, province }: Pick<PlaceView, "name" | "province">): string {
  return province === null ? name : `${name}, ${shortly(province.name)}`;
}

/** A province as one says it beside a commune: "Đồng Nai". */
export function shortly(name: string): string {
  return splitName(name).name;
}

/** What a place was, in one line; the province only where it was another. */
export function formerLine({ former, province, name }: PlaceView): string {
  if (former === null) return "";
  const today = shortly(province?.name ?? name);
  const was = former.province === null || shortly(former.province) === today ? null : former.province;
  return [former.name, former.district, was].filter(Boolean).join(", ");
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const pause = setTimeout(() => {
      setSettled(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(pause);
    };
  }, [text]);
  return settled;
}
