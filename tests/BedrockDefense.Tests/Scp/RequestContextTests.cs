using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Tests.Scp;

public sealed class RequestContextTests
{
    private const string Role = "arn:aws:iam::111122223333:role/team/App";

    [Theory]
    [InlineData(
        "arn:aws:sts::111122223333:assumed-role/Admin/alice",
        "s3:GetObject",
        "*",
        "is a role's session; aws:PrincipalArn is the ARN of the role itself, with its path: give arn:aws:iam::111122223333:role/PATH/Admin"
    )]
    [InlineData(
        "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice",
        "s3:GetObject",
        "*",
        "role/PATH/AWSReservedSSO_Admin_0123456789abcdef (a single sign-on role's path is aws-reserved/sso.amazonaws.com/REGION)"
    )]
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
        var exception = Assert.Throws<InvalidRequestException>(() =>
            RequestContext.Create(
                Role,
                "s3:GetObject",
                keys: [new("SourceIp", ["a"]), new("aws:SourceIp", ["a"]), new("AWS:SourceIP", ["b"]), new("aws:PrincipalArn", [Role])],
                principalArnAbsent: true
            )
        );

        Assert.Collection(
            exception.Faults,
            fault =>
                Assert.Contains("\"SourceIp\" is not a condition key of the form prefix:Name", fault.Message, StringComparison.Ordinal),
            fault => Assert.Contains("\"AWS:SourceIP\" is given twice", fault.Message, StringComparison.Ordinal),
            fault => Assert.Contains("aws:PrincipalArn is both given and said to be absent", fault.Message, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/team/App", "111122223333", "AssumedRole", null, null)]
    [InlineData(
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
        "111122223333",
        "AssumedRole",
        null,
        null
    )]
    [InlineData("arn:aws-us-gov:iam::111122223333:user/people/alice", "111122223333", "User", "alice", null)]
    [InlineData("arn:aws:iam::111122223333:root", "111122223333", "Account", null, "111122223333")]
    [InlineData("arn:aws:sts::111122223333:federated-user/bob", "111122223333", "FederatedUser", null, "111122223333:bob")]
    public void What_AWS_says_of_every_principal_follows_from_its_arn(
        string principal,
        string account,
        string type,
        string? userName,
        string? userId
    )
    {
        var request = RequestContext.Create(principal, "s3:GetObject");

        Assert.Equal(
            [principal, account, type, userName, userId, "false", "false", null],
            Values(
                request,
                "AWS:principalarn",
                "aws:PrincipalAccount",
                "aws:PrincipalType",
                "aws:username",
                "aws:userid",
                "aws:PrincipalIsAWSService",
                "aws:ViaAWSService",
                "aws:PrincipalServiceName"
            )
        );
    }

    [Fact]
    public void A_service_has_neither_an_account_nor_a_principal_arn_but_says_that_it_is_one()
    {
        var request = RequestContext.Create("events.amazonaws.com", "sns:Publish");

        Assert.True(request.IsService);
        Assert.Null(request.Account);
        Assert.Equal(
            [null, null, null, "true", "events.amazonaws.com"],
            Values(
                request,
                "aws:PrincipalArn",
                "aws:PrincipalAccount",
                "aws:PrincipalType",
                "aws:PrincipalIsAWSService",
                "aws:PrincipalServiceName"
            )
        );
    }

    [Fact]
    public void A_caller_without_credentials_is_nobody()
    {
        var request = RequestContext.Create("anonymous", "s3:GetObject");

        Assert.True(request.IsAnonymous);
        Assert.Null(request.Account);
        Assert.Equal(
            ["anonymous", "Anonymous", "anonymous", null, null, null],
            Values(
                request,
                "aws:PrincipalAccount",
                "aws:PrincipalType",
                "aws:userid",
                "aws:PrincipalArn",
                "aws:PrincipalIsAWSService",
                "aws:username"
            )
        );
    }

    [Fact]
    public void The_principal_arn_can_be_left_out() =>
        Assert.Null(RequestContext.Create(Role, "s3:GetObject", principalArnAbsent: true).Find("aws:PrincipalArn"));

    [Fact]
    public void What_follows_from_another_key_is_known()
    {
        var request = RequestContext.Create(
            Role,
            "kms:Decrypt",
            keys:
            [
                new("aws:CalledVia", ["athena.amazonaws.com", "dynamodb.amazonaws.com"]),
                new("aws:PrincipalOrgPaths", ["o-exampleorg/r-exam/ou-exam-workload/"]),
            ]
        );

        Assert.Equal(
            ["true", "athena.amazonaws.com", "dynamodb.amazonaws.com", "o-exampleorg"],
            Values(request, "aws:ViaAWSService", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:PrincipalOrgID")
        );
        Assert.Equal(
            ["true"],
            RequestContext.Create(Role, "s3:GetObject", keys: [new("aws:ViaAWSService", ["true"])]).Find("aws:ViaAWSService")
        );
    }

    [Theory]
    [InlineData(
        Role,
        "aws:PrincipalAccount",
        "444455556666",
        "the condition key aws:PrincipalAccount is given as \"444455556666\", but it follows from the principal "
            + "\"arn:aws:iam::111122223333:role/team/App\" that it is \"111122223333\"; leave it out"
    )]
    [InlineData(Role, "aws:principalarn", "arn:aws:iam::111122223333:role/Other", "the condition key aws:PrincipalArn is given as")]
    [InlineData(Role, "aws:PrincipalType", "User", "that it is \"AssumedRole\"")]
    [InlineData(Role, "aws:username", "alice", "the principal \"arn:aws:iam::111122223333:role/team/App\" has none")]
    [InlineData(Role, "aws:PrincipalIsAWSService", "true", "that it is \"false\"")]
    [InlineData(Role, "aws:PrincipalAccount", "", "is given as empty")]
    [InlineData("arn:aws:iam::111122223333:root", "aws:userid", "AIDAEXAMPLE", "that it is \"111122223333\"")]
    [InlineData("events.amazonaws.com", "aws:PrincipalServiceName", "sns.amazonaws.com", "that it is \"events.amazonaws.com\"")]
    public void A_key_that_contradicts_what_follows_is_refused(string principal, string key, string value, string message)
    {
        var exception = Assert.Throws<InvalidRequestException>(() =>
            RequestContext.Create(principal, "s3:GetObject", keys: [new(key, [value])])
        );

        Assert.Contains(message, Assert.Single(exception.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_contradicts_another_is_refused()
    {
        var exception = Assert.Throws<InvalidRequestException>(() =>
            RequestContext.Create(
                Role,
                "s3:GetObject",
                keys:
                [
                    new("aws:CalledVia", ["athena.amazonaws.com"]),
                    new("aws:ViaAWSService", ["false"]),
                    new("aws:PrincipalOrgPaths", ["o-exampleorg/r-exam/"]),
                    new("aws:PrincipalOrgID", ["o-other"]),
                ]
            )
        );

        Assert.Equal(["aws:ViaAWSService", "aws:PrincipalOrgID"], exception.Faults.Select(fault => fault.Message.Split(' ')[3]));
    }

    [Fact]
    public void What_is_given_as_it_follows_is_taken() =>
        Assert.Equal(
            ["false"],
            RequestContext
                .Create(
                    Role,
                    "s3:GetObject",
                    keys:
                    [
                        new("aws:PrincipalIsAWSService", ["False"]),
                        new("aws:PrincipalAccount", ["111122223333"]),
                        new("aws:username", [""]),
                    ]
                )
                .Find("aws:PrincipalIsAWSService")
        );

    [Fact]
    public void An_empty_value_is_a_null_data_set_and_stands_alone()
    {
        Assert.Null(RequestContext.Create(Role, "s3:GetObject", keys: [new("aws:TagKeys", [""])]).Find("aws:TagKeys"));
        var exception = Assert.Throws<InvalidRequestException>(() =>
            RequestContext.Create(Role, "s3:GetObject", keys: [new("aws:TagKeys", ["", "team"])])
        );
        Assert.Contains("\"aws:TagKeys\" is given both empty and with a value", exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Values(RequestContext request, params string[] keys) =>
        keys.Select(key => request.Find(key)?.Single());
}
