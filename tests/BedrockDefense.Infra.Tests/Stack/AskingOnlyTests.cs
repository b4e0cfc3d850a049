using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// Searches the sources of the program for what they must not do, so that every fault is reported before anything is declared. A question
/// or a fault elsewhere would come while resources are being registered.
/// </summary>
public sealed partial class AskingOnlyTests
{
    private static readonly string Infra = Path.Combine(Repository.Root, "infra");

    private static readonly IReadOnlyDictionary<string, string> Sources = Directory
        .EnumerateFiles(Infra, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Built().IsMatch(path))
        .ToDictionary(path => Path.GetRelativePath(Infra, path).Replace('\\', '/'), File.ReadAllText);

    [Fact]
    public void Only_the_asking_folder_asks_AWS() =>
        Assert.All(
            Sources.Where(source => Question().IsMatch(source.Value)),
            source => Assert.StartsWith("Asking/", source.Key, StringComparison.Ordinal)
        );

    [Fact]
    public void The_asking_folder_does_ask() => Assert.Contains(Sources, source => Question().IsMatch(source.Value));

    [Fact]
    public void Nothing_asks_in_the_form_whose_failure_comes_later() =>
        Assert.DoesNotContain(Sources, source => ApplyCall().IsMatch(source.Value));

    [Fact]
    public void A_run_ends_with_a_fault_where_AWS_is_asked_and_where_the_stack_is_composed_only() =>
        Assert.Equal(
            ["Asking/AwsAnswers.cs", "DefenseStack.cs"],
            Sources
                .Where(source => source.Value.Contains("new RunException(", StringComparison.Ordinal))
                .Select(source => source.Key)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void No_callback_of_an_output_throws() =>
        Assert.All(
            Sources,
            source => Assert.All(Callbacks(source.Value), callback => Assert.DoesNotContain("throw ", callback, StringComparison.Ordinal))
        );

    [Fact]
    public void Callbacks_are_found() => Assert.NotEmpty(Sources.Values.SelectMany(Callbacks));

    // A callback goes from the parenthesis after Apply to the closing one. A parenthesis in a text may lengthen or shorten it.
    private static IEnumerable<string> Callbacks(string source)
    {
        foreach (Match start in Callback().Matches(source))
        {
            var (end, depth) = (start.Index + start.Length, 1);
            while (depth > 0 && end < source.Length)
            {
                depth += source[end++] switch
                {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
            }

            yield return source[start.Index..end];
        }
    }

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();

    // These are functions of the provider, and resources that are read.
    [GeneratedRegex(@"\b(Get\w+\.Invoke(Async)?|(?<!Optional)\.Get)\s*\(")]
    private static partial Regex Question();

    [GeneratedRegex(@"\bGet\w+\.Invoke\s*\(")]
    private static partial Regex ApplyCall();

    [GeneratedRegex(@"\.Apply\s*(<[^>]*>)?\s*\(")]
    private static partial Regex Callback();
}
