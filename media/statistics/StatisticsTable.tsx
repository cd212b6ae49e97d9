import type { JSX } from "preact";
import type { StatisticsRow } from "../../src/protocol/statisticsMessages.ts";
import { say } from "../../src/terms/words.ts";

type Column = {
  readonly of: keyof StatisticsRow;
  readonly title: string;
  /** What the numbers mean, where the title does not say it all. */
  readonly note?: string;
};

/** Everything about a model and language, what a person sees first. */
const columns: readonly Column[] = [
  { of: "shown", title: say("Shown"), note: say("0.75 s or longer") },
  { of: "accepted", title: say("Taken"), note: say("whole or in part") },
  { of: "characters", title: say("Characters"), note: say("of what was taken") },
  { of: "kept", title: say("Still there"), note: say("five minutes later") },
  { of: "wait", title: say("Appears after"), note: say("median · 9 in 10") },
  { of: "firstText", title: say("Model answers after"), note: say("median · 9 in 10") },
  { of: "requests", title: say("Requests") },
  { of: "tokens", title: say("Tokens read anew"), note: say("per request · reused") },
];

/** What was counted, by model and language. Its roles are written out: where it is narrow its cells are no table's to the eye. */
export function StatisticsTable({ rows }: { readonly rows: readonly StatisticsRow[] }): JSX.Element {
  return (
    <table class="figures" role="table">
      <caption class="hidden">{say("By model and language")}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {say("Model and language")}
          </th>
          {columns.map(({ of, title, note }) => (
            <th key={of} role="columnheader" scope="col" class="number">
              {title}
              {note !== undefined && <span class="note"> {note}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={`${row.model} ${row.language}`} role="row">
            <th role="rowheader" scope="row">
              {row.model} <span class="language">{row.language}</span>
            </th>
            {columns.map(({ of, title, note }) => (
              <td
                key={of}
                role="cell"
                class="number"
                data-title={note === undefined ? title : `${title}, ${note}`}
              >
                {row[of] === "" ? <span class="quiet">{say("not known")}</span> : row[of]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
