import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import styles from "./table.module.css";

export type Column<Row> = {
  readonly key: string;
  readonly word: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand in one line, so that the eye can compare them. */
  readonly isFigure?: boolean;
};

type TableProps<Row> = Omit<ComponentProps<"table">, "children"> & {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The row that is open beside the table. */
  readonly current?: string | undefined;
};

/** A table whose rows are drawn by hand: a head that stays in sight, hairlines, the open row marked. */
export function TableFrame({ className, ...rest }: ComponentProps<"table">) {
  return <table {...rest} className={classNames(styles["table"], className)} />;
}

/** Rows under a head that stays in sight. The first column names the row. */
export function Table<Row>({ label, columns, rows, keyOf, current, className, ...rest }: TableProps<Row>) {
  return (
    <TableFrame {...rest} aria-label={label} className={classNames(styles["named"], className)}>
      <thead>
        <tr>
          {columns.map(({ key, word, isFigure }) => (
            <th key={key} scope="col" className={isFigure === true ? styles["figure"] : undefined}>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} aria-current={keyOf(row) === current ? "true" : undefined}>
            {columns.map(({ key, cell, isFigure }) => (
              <td key={key} className={isFigure === true ? styles["figure"] : undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
