using System.Globalization;
using BedrockDefense.Fuzz;

// Arguments: SECONDS for each parser, SEED, and optionally the parsers' names; see `make fuzz`.
if (
    args is not [var secondsText, var seedText, .. var names]
    || !int.TryParse(secondsText, CultureInfo.InvariantCulture, out var seconds)
    || !int.TryParse(seedText, CultureInfo.InvariantCulture, out var seed)
    || names.Except(FuzzTarget.Names).Any()
)
{
    Console.Error.WriteLine($"usage: fuzz SECONDS SEED [TARGET…], the targets being {string.Join(", ", FuzzTarget.Names)}");
    return 2;
}

var root = FuzzTarget.RepositoryAbove(Environment.CurrentDirectory);
var folder = Directory.CreateDirectory(Path.Combine(root, "artifacts", "fuzz")).FullName;
var failed = false;
foreach (var target in FuzzTarget.All(root).Where(target => names is [] || names.Contains(target.Name)))
{
    var fuzzer = new Fuzzer(target, seed, folder);
    var until = DateTime.UtcNow.AddSeconds(seconds);
    FuzzFailure? failure = null;
    var inputs = 0;
    while (failure is null && DateTime.UtcNow < until)
    {
        failure = fuzzer.Try(inputs++);
    }

    Console.WriteLine(
        failure is null
            ? $"{target.Name}: {inputs} inputs, seed {seed}: nothing found"
            : $"{target.Name}: input {inputs - 1}, seed {seed}: {failure}"
    );
    failed |= failure is not null;

    // A hanging run cannot be ended from inside the process, and would disturb the following runs.
    if (failure is { IsHanging: true })
    {
        Environment.Exit(1);
    }
}

return failed ? 1 : 0;
