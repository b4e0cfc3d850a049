using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>Runs <c>verify</c> as its own process, signed in to the emulator as a user of an account.</summary>
public sealed class VerifyCommandTests(MotoFixture moto, DeployedEverySetting every) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verify-");

    public void Dispose()
    {
        moto.ShowLogOfFailure();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Everything_is_seen_in_every_account_but_what_the_emulator_keeps_otherwise_than_AWS()
    {
        var (stack, organization, config) = await every.StackAsync(moto);

        var (exitCode, output, errors) = await RunAsync(organization, config, "--format", "json");

        Assert.True(exitCode == 1, output + errors);
        var report = JsonNode.Parse(output)!;
        Assert.Equal(stack.Resources.Count(), report["resources"]!.GetValue<int>());
        Assert.Equal(report["places"]!.GetValue<int>(), report["coveredPlaces"]!.GetValue<int>());
        var deviations = report["deviations"]!.AsArray().Select(one => one!.AsObject()).ToList();
        Assert.NotEmpty(deviations);
        Complaints.AssertNone([.. deviations.Where(one => !IsOfEmulator(one)).Select(one => one.ToJsonString())]);
    }

    [Fact]
    public async Task Each_member_is_entered_by_its_role_and_everything_is_seen_there()
    {
        var (_, organization, config) = await every.StackAsync(moto);

        var (exitCode, output, errors) = await RunAsync(organization, config, "--deep", "--format", "json");

        Assert.True(exitCode == 1, output + errors);
        var report = JsonNode.Parse(output)!;
        Assert.Equal(organization.Members.Count, report["members"]!["accounts"]!.GetValue<int>());
        Assert.Equal(organization.Members.Count, report["members"]!["entered"]!.GetValue<int>());
        var deviations = report["deviations"]!.AsArray().Select(one => one!.AsObject()).ToList();
        Complaints.AssertNone([
            .. deviations.Where(one => !IsOfEmulator(one) && !IsOfItsCloudFormation(one)).Select(one => one.ToJsonString()),
        ]);
    }

    [Fact]
    public async Task Where_nobody_may_enter_the_members_the_setting_is_named()
    {
        var organization = await DeployedSample.OrganizationAsync(moto);

        var (exitCode, output, errors) = await RunAsync(organization, DeployedSample.Configuration(organization), "--deep");

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("bedrock-defense:verification.auditor", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_missing_resources_fail_it_says_that_not_everything_was_seen()
    {
        var (_, organization, config) = await every.StackAsync(moto);

        var (exitCode, output, errors) = await RunAsync(organization, config, "--fail-on", "missing", "--format", "junit");

        Assert.True(exitCode == 3, output + errors);
        var suite = XElement.Parse(output);
        Assert.NotEqual("0", suite.Attribute("errors")!.Value);
        Assert.Equal(suite.Attribute("errors")!.Value, $"{suite.Descendants("error").Count()}");
        Assert.Equal(suite.Attribute("failures")!.Value, $"{suite.Descendants("failure").Count()}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0, "--fail-on", "different", "--fail-on", "added")]
    public async Task An_organization_without_the_stack_lacks_everything(int expected, params string[] options)
    {
        var organization = await DeployedSample.OrganizationAsync(moto);

        var (exitCode, output, errors) = await RunAsync(organization, DeployedSample.Configuration(organization), options);

        Assert.True(exitCode == expected, output + errors);
        Assert.Contains("MISSING  cloudtrail/Trail bedrock-defense (", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFERENT", output, StringComparison.Ordinal);
        Assert.Contains("resources are not as declared; 0 of 4 pairs of account and Region are covered;", output, StringComparison.Ordinal);
        Assert.Contains("; 0 could not be seen (", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_seen_is_read_again_and_nothing_else()
    {
        var (_, organization, config) = await every.StackAsync(moto);
        var file = Path.Combine(_folder.FullName, "verify.json");
        string[] options = ["--resume", file, "--format", "json"];

        var (_, whole, remark) = await RunAsync(organization, config, options);
        var (exitCode, rest, errors) = await RunAsync(organization, config, options);

        Assert.True(exitCode == 1, rest + errors);
        Assert.Contains("reads only the rest", remark.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var (first, second) = (JsonNode.Parse(whole)!, JsonNode.Parse(rest)!);
        Assert.Equal(first["deviations"]!.ToJsonString(), second["deviations"]!.ToJsonString());
        Assert.Equal(first["coveredPlaces"]!.GetValue<int>(), second["coveredPlaces"]!.GetValue<int>());
        Assert.True(second["requests"]!.GetValue<int>() < first["requests"]!.GetValue<int>());
        Assert.EndsWith(" and not again.", second["facts"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credentials_of_a_member_account_are_refused()
    {
        var (_, organization, config) = await every.StackAsync(moto);

        var (exitCode, output, errors) = await RunAsync(organization.Members[0], config);

        Assert.Equal(
            (
                2,
                "",
                $"error: the credentials are of account {organization.Members[0].Id}; verify needs those of the management account "
                    + organization.Management.Id
            ),
            (exitCode, output, errors.Trim())
        );
    }

    [Fact]
    public async Task Without_credentials_nothing_is_said_to_stand()
    {
        var (_, _, config) = await every.StackAsync(moto);
        var nowhere = Path.Combine(_folder.FullName, "nowhere");

        var (exitCode, output, errors) = await RunAsync(
            new Dictionary<string, string>
            {
                ["AWS_CONFIG_FILE"] = nowhere,
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_SHARED_CREDENTIALS_FILE"] = nowhere,
                ["HOME"] = _folder.FullName,
            },
            config
        );

        Assert.Equal((3, ""), (exitCode, output));
        Assert.StartsWith("error: nothing could be seen: ", errors, StringComparison.Ordinal);
        Assert.Contains("there are no usable credentials", errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    // It keeps templates and settings of StackSets otherwise, has no protection of log groups, and cannot turn to a second page of saved
    // queries.
    private static bool IsOfEmulator(JsonObject deviation) =>
        (
            deviation["kind"]!.GetValue<string>(),
            deviation["resource"]!.GetValue<string>().Split(' ')[0],
            deviation["field"]?.GetValue<string>()
        )
            is
                ("Different", "cloudformation/StackSet", "autoDeployment" or "managedExecution" or "templateBody")
                or
                ("Different", "cloudwatch/LogGroup", "deletionProtectionEnabled")
                or
                // It does not tell how a stream is encrypted.
                ("Different", "kinesis/FirehoseDeliveryStream", "serverSideEncryption")
                or
                // It does not know policies on records.
                ("Unseen", "cloudwatch/LogGroup" or "cloudwatch/LogDataProtectionPolicy", null)
                or
                ("Unseen", "athena/NamedQuery", null);

    // It writes the policies of a member's roles as Python does.
    private static bool IsOfItsCloudFormation(JsonObject deviation) =>
        deviation["source"]!.GetValue<string>() == "Member"
        && (deviation["resource"]!.GetValue<string>().Split(' ')[0], deviation["found"]!.GetValue<string>()) switch
        {
            ("iam/RolePolicy", var found) => found.StartsWith("\"{'", StringComparison.Ordinal),
            ("stack", var found) => found.StartsWith("cloudwatch/LogGroup ", StringComparison.Ordinal)
                && found.Contains(": DescribeAccountPolicies in ", StringComparison.Ordinal),
            _ => false,
        };

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        EmulatedOrganization organization,
        IReadOnlyDictionary<string, string> config,
        params string[] options
    ) => await RunAsync(organization.Management, config, options);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IAwsApi account,
        IReadOnlyDictionary<string, string> config,
        params string[] options
    ) => await RunAsync(await EmulatedCredentials.OfAsync(new Place(account, "us-east-1")), config, options);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        Dictionary<string, string> credentials,
        IReadOnlyDictionary<string, string> config,
        params string[] options
    )
    {
        var server = await moto.ServerAsync();
        var file = Path.Combine(_folder.FullName, "Pulumi.emulated.yaml");
        await File.WriteAllTextAsync(file, $"config: {JsonSerializer.Serialize(config)}", TestContext.Current.CancellationToken);
        return await CommandProcess.RunInAsync(
            credentials,
            ["verify", "--config", file, "--endpoint-url", $"{server.Address}", "--calls-per-second", "1000", .. options]
        );
    }
}
