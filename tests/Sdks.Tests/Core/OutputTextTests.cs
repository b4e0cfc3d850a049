using Pulumi;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

[Collection(ProcessState.Name)]
public sealed class OutputTextTests : IDisposable
{
    private const string Variable = "PULUMI_ERROR_OUTPUT_STRING";

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Theory]
    [InlineData("1")]
    [InlineData("TRUE")]
    public async Task An_output_in_a_string_is_an_exception_if_the_environment_asks_for_it(string value)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
            {
                var exception = Assert.Throws<InvalidOperationException>(() => $"{Output.Create("x")}");
                Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", exception.Message, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void An_output_in_a_string_needs_a_deployment_for_its_warning() =>
        Assert.Throws<InvalidOperationException>(() => $"{Output.Create("x")}");
}
