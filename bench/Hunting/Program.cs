using BedrockDefense.Bench.Hunting;

// The parts of `make bench-hunt` that are not in the Makefile: corpora, rules, and the programs that the hunt is compared with.
return args switch
{
    ["generate", var folder, var events] => Corpus.Generate(folder, int.Parse(events, System.Globalization.CultureInfo.InvariantCulture)),
    ["repeats", var folder, var events] => Repeats.Generate(folder, int.Parse(events, System.Globalization.CultureInfo.InvariantCulture)),
    ["inflate", var folder] => Inflation.Run(folder),
    ["rules", var folder, var count] => BusyRules.Write(folder, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["duckdb", var folder, var plan] => DuckDb.Run(folder, plan),
    _ => throw new ArgumentException(
        "generate FOLDER EVENTS | repeats FOLDER EVENTS | inflate FOLDER | rules FOLDER COUNT | duckdb FOLDER PLAN"
    ),
};
