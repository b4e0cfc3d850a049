using BedrockDefense.Scp;

namespace BedrockDefense.Tests.Scp;

public sealed class RequestContextTests
{
    private const string Role = "arn:aws:iam::111122223333:role/team/App";

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Admin/alice", "s3:GetObject", "*", "is a role's session; aws:PrincipalArn is the ARN of the role itself, with its path: give arn:aws:iam::111122223333:role/PATH/Admin")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice", "s3:GetObject", "*", "role/PATH/AWSReservedSSO_Admin_0123456789abcdef (a single sign-on role's path is aws-reserved/sso.amazonaws.com/REGION)")]
    [InlineData("arn:aws:iam::111122223333:role/*", "s3:GetObject", "*", "is neither the ARN of a role, a user or a root user")]
    [InlineData("arn:aws:iam::11112222333:role/App", "s3:GetObject", "*", "is neither the ARN")]
    [InlineData("arn:aws:iam::111122223333:role/App\n", "s3:GetObject", "*", "role/App\\u000a\" is neither the ARN")]
    [InlineData("111122223333", "s3:GetObject", "*", "is neither the ARN")]
    [InlineData(Role, "GetObject", "*", "the action \"GetObject\" is not of the form service:Name")]
    [InlineData(Role, "s3:Get*", "*", "the action \"s3:Get*\" is not of the form service:Name")]
    [InlineData(Role, "s3:GetObject\n", "*", "is not of the form service:Name")]
    [InlineData(Role, "s3:GetObject", "bucket", "the resource \"bucket\" is neither an ARN")]
    [InlineData(Role, "s3:GetObject", "arn:aws:s3", "the resource \"arn:aws:s3\" is neither an ARN")]
    public void A_call_that_nobody_could_make_is_refused(string principal, string action, string resource, string message)
    {
        var exception = Assert.Throws<InvalidRequestException>(() => RequestContext.Create(principal, action, resource));

        Assert.Contains(message, Assert.Single(exception.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faulty_condition_keys_are_refused_together()
    {
        var exception = Assert.Throws<InvalidRequestException>(() => RequestContext.Create(
            Role,
            "s3:GetObject",
            keys: [new("SourceIp", ["a"]), new("aws:SourceIp", ["a"]), new("AWS:SourceIP", ["b"]), new("aws:PrincipalArn", [Role])],
            principalArnAbsent: true));

        Assert.Collection(
            exception.Faults,
            fault => Assert.Contains("\"SourceIp\" is not a condition key of the form prefix:Name", fault.Message, StringComparison.Ordinal),
            fault => Assert.Contains("\"AWS:SourceIP\" is given twice", fault.Message, StringComparison.Ordinal),
            fault => Assert.Contains("aws:PrincipalArn is both given and said to be absent", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_principal_arn_is_the_principal_unless_it_is_given_or_absent()
    {
        Assert.Equal([Role], RequestContext.Create(Role, "s3:GetObject").Find("AWS:principalarn"));
        Assert.Equal(["x"], RequestContext.Create(Role, "s3:GetObject", keys: [new("aws:PrincipalARN", ["x"])]).Find("aws:PrincipalArn"));
        Assert.Null(RequestContext.Create(Role, "s3:GetObject", principalArnAbsent: true).Find("aws:PrincipalArn"));
    }

    [Fact]
    public void A_service_has_neither_an_account_nor_a_principal_arn()
    {
        var request = RequestContext.Create("events.amazonaws.com", "sns:Publish");

        Assert.True(request.IsService);
        Assert.Null(request.Account);
        Assert.Null(request.Find("aws:PrincipalArn"));
    }
}
