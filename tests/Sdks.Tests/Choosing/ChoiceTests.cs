namespace Sdks.Tests.Choosing;

/// <summary>Tests which Pulumi packages <c>sdks/choose</c> chooses, its messages, and what it saves.</summary>
public sealed class ChoiceTests : IDisposable
{
    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task The_real_packages_are_taken_where_they_restore()
    {
        Add("Pulumi");
        Add("Pulumi.Aws");

        await AssertChosenAsync("nuget");
    }

    [Fact]
    public Task The_local_ones_are_taken_where_the_sources_have_neither() => AssertChosenAsync("local");

    [Fact]
    public async Task The_local_ones_are_taken_where_one_of_the_two_is_missing()
    {
        Add("Pulumi");

        await AssertChosenAsync("local");
    }

    [Fact]
    public async Task The_local_ones_are_taken_where_only_older_versions_are_to_be_had()
    {
        _checkout.Packages.Add("Pulumi", "3.0.0");
        _checkout.Packages.Add("Pulumi.Aws", "7.0.0");

        await AssertChosenAsync("local");
    }

    // NU1603: the source lacks the version that Pulumi asks for, and NuGet takes the next one.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_warning_is_no_reason_against_the_real_packages_also_where_warnings_are_errors(bool warningsAreErrors)
    {
        Add("Pulumi", needs: "Its.Dependency");
        Add("Pulumi.Aws");
        _checkout.Packages.Add("Its.Dependency", "2.0.0");
        _checkout.TreatsWarningsAsErrors = warningsAreErrors;

        await AssertChosenAsync("nuget");
    }

    [Fact]
    public async Task A_package_that_the_real_ones_need_and_that_is_missing_ends_the_choice()
    {
        Add("Pulumi", needs: "Nowhere.To.Be.Found");
        Add("Pulumi.Aws");

        await AssertNoChoiceAsync("Nowhere.To.Be.Found");
    }

    [Fact]
    public async Task A_package_whose_name_only_begins_like_theirs_is_not_taken_for_one_of_them()
    {
        Add("Pulumi", needs: "Pulumi.Protobuf");
        Add("Pulumi.Aws");

        await AssertNoChoiceAsync("Pulumi.Protobuf");
    }

    [Fact]
    public async Task A_fault_beside_a_missing_package_ends_the_choice()
    {
        Add("Pulumi", needs: "Nowhere.To.Be.Found");

        await AssertNoChoiceAsync("Nowhere.To.Be.Found");
    }

    [Fact]
    public async Task A_damaged_package_ends_the_choice()
    {
        _checkout.Packages.AddDamaged("Pulumi", Checkout.Versions["Pulumi"]);
        Add("Pulumi.Aws");

        await AssertNoChoiceAsync("error");
    }

    [Fact]
    public async Task A_source_that_does_not_answer_ends_the_choice()
    {
        _checkout.Source = "https://127.0.0.1:9/index.json";

        await AssertNoChoiceAsync("127.0.0.1:9");
    }

    [Fact]
    public async Task A_source_that_does_not_answer_and_is_overlooked_ends_the_choice()
    {
        _checkout.Source += ";https://127.0.0.1:9/index.json";
        _checkout.IgnoresSilentSources = true;

        await AssertNoChoiceAsync("127.0.0.1:9");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<add key=\"left-out\" value=\"packages\" />")]
    [InlineData("<add key=\"left-out\" value=\"packages\" /><add key=\"asked\" value=\"sdks\" />")]
    public async Task Packages_that_no_source_or_not_every_source_was_asked_for_end_the_choice(string sources)
    {
        Add("Pulumi");
        Add("Pulumi.Aws");
        _checkout.Configure(
            $"""
            <configuration>
              <packageSources><clear />{sources}</packageSources>
              <packageSourceMapping>
                <packageSource key="left-out"><package pattern="Other.*" /></packageSource>
                <packageSource key="asked"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """
        );

        await AssertNoChoiceAsync("error NU110");
    }

    [Theory]
    [InlineData("nuget")]
    [InlineData("local")]
    public async Task What_was_chosen_before_stays_and_is_said_with_the_way_to_choose_anew(string before)
    {
        _checkout.KeptChoice = before;

        var (exitCode, output, _) = await _checkout.ChooseAsync();

        Assert.Equal((0, before), (exitCode, _checkout.KeptChoice));
        Assert.StartsWith($"Pulumi SDK: {before} (", output, StringComparison.Ordinal);
        Assert.Contains("delete pulumi-sdk.props to choose anew", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_one_gets_it_whatever_was_chosen_before()
    {
        _checkout.KeptChoice = "local";

        var (exitCode, output, _) = await _checkout.ChooseAsync("nuget");

        Assert.Equal((0, "nuget"), (exitCode, _checkout.KeptChoice));
        Assert.StartsWith("Pulumi SDK: nuget (", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_is_refused()
    {
        var (exitCode, _, errors) = await _checkout.ChooseAsync("Nuget");

        Assert.Equal((2, null), (exitCode, _checkout.KeptChoice));
        Assert.Equal("PULUMI_SDK=Nuget: there is no such choice; write nuget or local", errors.Trim());
    }

    private void Add(string id, string? needs = null) => _checkout.Packages.Add(id, Checkout.Versions[id], needs);

    private async Task AssertChosenAsync(string choice)
    {
        var (exitCode, output, errors) = await _checkout.ChooseAsync();

        Assert.Equal((0, "", choice), (exitCode, errors, _checkout.KeptChoice));
        Assert.StartsWith($"Pulumi SDK: {choice} (", output, StringComparison.Ordinal);
    }

    private async Task AssertNoChoiceAsync(string shown)
    {
        var (exitCode, output, errors) = await _checkout.ChooseAsync();

        Assert.Equal((1, "", null), (exitCode, output, _checkout.KeptChoice));
        Assert.Contains(shown, errors, StringComparison.Ordinal);
        Assert.Contains("make PULUMI_SDK=local", errors, StringComparison.Ordinal);
    }
}
