using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using BedrockDefense.Hunting.Searching;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Searching;

/// <summary>The options of <c>search</c> after they were read and checked.</summary>
/// <param name="Archive">The files and how they are read.</param>
/// <param name="Query">What is looked for.</param>
internal sealed record SearchArguments(ArchiveArguments Archive, SearchQuery Query)
{
    // A text with one of these endings is more likely a path that does not exist than something to look for.
    private static readonly string[] EndingsOfPaths = ["/", ".gz", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".log"];

    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used. Every fault is listed.</exception>
    public static SearchArguments Read(SearchSettings settings)
    {
        // The first argument is always a path, so that a misspelt one is named.
        var given = settings.PathsAndConditions;
        string[] paths = [given[0], .. given.Skip(1).TakeWhile(IsPath)];
        string[] conditions = given[paths.Length..];
        InputFile.RequireOnce(paths);
        var faults = new List<Fault>();
        var archive = ArchiveArguments.Read(settings, paths, faults);
        if (conditions is [])
        {
            faults.Add(new Fault("nothing to look for: after the paths, write FIELD=VALUE, such as eventName=StopLogging, or a text"));
        }
        else if (IsLikePath(conditions[0]))
        {
            faults.Add(
                new Fault(
                    $"{VisibleText.Quote(conditions[0])} stands for no file; to look for it as a text, write another condition before it"
                )
            );
        }

        try
        {
            var query = conditions is [] ? null : SearchQuery.Parse(conditions);
            return query is not null && faults.Count == 0 ? new SearchArguments(archive, query) : throw new InvalidInputException(faults);
        }
        catch (SigmaException exception)
        {
            throw new InvalidInputException([.. faults, .. exception.Faults]);
        }
    }

    // An ARN or an address in S3 is a text to look for, unlike in LogSources.
    private static bool IsPath(string text) =>
        text == InputFile.StandardInput
        || text.StartsWith("s3://", StringComparison.Ordinal)
        || File.Exists(text)
        || Directory.Exists(text)
        || new FileInfo(text).LinkTarget is not null
        || (PathPattern.IsOne(text) && LogPaths.Find([text], [], []).Count > 0);

    private static bool IsLikePath(string text) =>
        !text.Contains('=', StringComparison.Ordinal)
        && (
            EndingsOfPaths.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || text.Contains("/*.", StringComparison.Ordinal)
            || text.Contains("/**", StringComparison.Ordinal)
        );
}
