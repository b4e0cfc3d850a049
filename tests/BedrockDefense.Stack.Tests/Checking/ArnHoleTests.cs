using System.IO.Enumeration;
using BedrockDefense.Stack.Checking.Judging;

namespace BedrockDefense.Stack.Tests.Checking;

public sealed class ArnHoleTests
{
    // N stands for a name's hole, P for one with slashes, D for a digit.
    [Theory]
    [InlineData("arn:aws:iam::*:role/stacksets-exec-*", "arn:aws:iam::DDDDDDDDDDDD:role/N", true)]
    [InlineData("arn:aws:iam::*:role/stacksets-exec-*", "arn:aws:iam::DDDDDDDDDDDD:role/stacksetsN", true)]
    [InlineData("arn:aws:iam::*:role/stacksets-exec-*", "arn:aws:iam::DDDDDDDDDDDD:role/app-N", false)]
    [InlineData("arn:aws:iam::111122223333:role/X", "arn:aws:iam::DDDDDDDDDDDD:role/X", true)]
    [InlineData("arn:aws:iam::*:saml-provider/AWSSSO_*", "arn:aws:iam::DDDDDDDDDDDD:role/app-N", false)]
    [InlineData("arn:aws:iam::*:role/a/b/X", "arn:aws:iam::111122223333:role/N", false)]
    [InlineData("arn:aws:iam::*:role/a/b/X", "arn:aws:iam::111122223333:role/P/X", true)]
    [InlineData("arn:aws:s3:::b-??", "arn:aws:s3:::b-N", true)]
    [InlineData("arn:aws:s3:::b-?", "arn:aws:s3:::b-12", false)]
    public void A_match_is_found_where_there_is_one(string pattern, string arn, bool exists)
    {
        var found = ArnHole.FindMatch(
            pattern,
            arn.Replace("N", ArnHole.Name.ToString(), StringComparison.Ordinal)
                .Replace("P", ArnHole.Path.ToString(), StringComparison.Ordinal)
                .Replace("D", ArnHole.Digit.ToString(), StringComparison.Ordinal)
        );

        Assert.Equal(exists, found is not null);
        Assert.True(found is null || FileSystemName.MatchesSimpleExpression(pattern, found, ignoreCase: false), found);
        Assert.True(found is null || !ArnHole.IsIn(found), found);
    }

    [Fact]
    public void A_long_name_takes_no_long_time() =>
        Assert.Null(ArnHole.FindMatch($"{string.Concat(Enumerable.Repeat("*a", 60))}b", new string('a', 1_000)));
}
