namespace BedrockDefense.Tests.Input;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("a/*.gz", "a/x.gz", true)]
    [InlineData("a/*.gz", "a/b/x.gz", false)]
    [InlineData("a/**/x.gz", "a/x.gz", true)]
    [InlineData("a/**/x.gz", "a/b/c/x.gz", true)]
    [InlineData("a/**", "b/x.gz", false)]
    [InlineData("?/x.gz", "ab/x.gz", false)]
    [InlineData("A/x.gz", "a/x.gz", false)]
    public void A_pattern_stands_for_paths(string pattern, string path, bool matches)
    {
        var subject = new PathPattern(pattern.Split('/'));

        Assert.Equal(matches, subject.Matches(path.Split('/')));
        if (matches)
        {
            Assert.True(subject.MayMatchBelow(path.Split('/').AsSpan(..^1)));
        }
    }

    [Theory]
    [InlineData("a/*/c/d.gz", "a/b", true)]
    [InlineData("a/*/c/d.gz", "a/b/x", false)]
    [InlineData("a/**/c/d.gz", "a/b/x", true)]
    [InlineData("a/b*", "a/c", false)]
    [InlineData("a/*", "a/b/c", false)]
    public void It_tells_where_no_path_can_be(string pattern, string folder, bool may) =>
        Assert.Equal(may, new PathPattern(pattern.Split('/')).MayMatchBelow(folder.Split('/')));
}
