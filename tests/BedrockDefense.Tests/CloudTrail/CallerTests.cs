using BedrockDefense.CloudTrail;

namespace BedrockDefense.Tests.CloudTrail;

/// <summary>Tests the names that a caller may have, and what is shown of them.</summary>
public sealed class CallerTests
{
    private const string Role = "arn:aws:iam::111122223333:role/team/DataScientist";

    [Fact]
    public void A_session_changes_what_CloudTrail_shows_and_not_what_policies_see()
    {
        var caller = Caller.Parse(Role, "arn=aws=iam==role=Admin");

        Assert.Equal(Role, caller.PrincipalArn);
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/DataScientist/arn=aws=iam==role=Admin", caller.Arn);
        Assert.Equal("AROAEXAMPLE1EXAMPLE11:arn=aws=iam==role=Admin", caller.UserIdentity()["principalId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/Admin")]
    [InlineData("role/Admin")]
    [InlineData("a")]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("Admin\n")]
    public void No_session_can_have_an_ARN_for_its_name(string session)
    {
        var error = Assert.Throws<InvalidInputException>(() => Caller.Parse(Role, session));

        Assert.Contains(VisibleText.Quote(session), error.Message, StringComparison.Ordinal);
        Assert.Contains("write 2 to 64 letters, digits and characters of _=,.@+-", error.Message, StringComparison.Ordinal);
    }
}
