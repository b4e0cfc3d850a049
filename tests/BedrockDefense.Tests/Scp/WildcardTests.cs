using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Scp;

/// <summary>Compares wildcards with an independent reading of them, regular expressions.</summary>
public sealed class WildcardTests
{
    [Fact]
    public void A_pattern_matches_what_the_equivalent_regular_expression_matches() =>
        Prop.ForAll(
                Text("ab*?").ToArbitrary(),
                Text("ab*").ToArbitrary(),
                (pattern, text) =>
                    Matches(pattern, text)
                    == Regex.IsMatch(
                        text,
                        "^"
                            + Regex
                                .Escape(pattern)
                                .Replace("\\*", ".*", StringComparison.Ordinal)
                                .Replace("\\?", ".", StringComparison.Ordinal)
                            + "\\z",
                        RegexOptions.Singleline
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_pattern_of_many_stars_ends_soon() =>
        Assert.False(Matches(string.Concat(Enumerable.Repeat("a*", 200)) + "b", new string('a', 2_000)));

    [Fact]
    public void A_star_spans_line_ends() => Assert.True(Matches("a*b", "a\n\r\u2028b"));

    // An empty value would be no value; a letter before both changes nothing else.
    private static bool Matches(string pattern, string text)
    {
        var policy = PolicyReader.Parse(
            (
                """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",
                "Condition":{"StringLike":{"aws:UserAgent":PATTERN}}}}
                """
            ).Replace("PATTERN", JsonSerializer.Serialize("x" + pattern), StringComparison.Ordinal),
            "test.json"
        );
        return policy
            .Evaluate(
                RequestContext.Create("arn:aws:iam::111122223333:role/App", "s3:GetObject", keys: [new("aws:UserAgent", ["x" + text])])
            )
            .IsAllowed;
    }

    private static Gen<string> Text(string alphabet) =>
        Gen.Choose(0, 8)
            .SelectMany(length => Gen.Elements(alphabet.ToCharArray()).ListOf(length))
            .Select(characters => string.Concat(characters));
}
